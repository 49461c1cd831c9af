import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdInTurn } from './hold.ts';
import type { Step } from './progress.ts';
import { runProgram } from './run-program.ts';

/** Whatever changes a byte of what is built. */
const inputs = ['app', 'db', 'public', 'vite.config.ts', 'remix.config.js', 'tsconfig.json', 'package.json', 'package-lock.json'];
const buildMs = 5 * 60_000;

/** A hash over names and contents of everything the build reads; tests and texts about the code are not built. */
export function inputsHash(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap((input) => filesUnder(root, input)).sort()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(root: string, input: string): string[] {
  const full = path.join(root, input);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [input];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$|\.sql$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/**
 * Builds the portal, unless what it is built from has not changed since the last time. Two commands in one clone take turns.
 *
 * @throws with the builder's last words when it fails; the old build is gone then.
 */
export async function build(root: string, step: Step, stopping?: AbortSignal): Promise<void> {
  const folder = path.join(root, 'build');
  const stamp = path.join(folder, '.built-from');
  mkdirSync(folder, { recursive: true });
  const letGo = await holdInTurn(path.join(folder, '.at-it'), () => step.tell('another command is building; waiting for that'));
  try {
    const hash = inputsHash(root);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(path.join(folder, 'server', 'index.js'))) {
      step.done('unchanged since the last time');
      return;
    }
    rmSync(stamp, { force: true });
    const remix = path.join(root, 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js');
    const ran = await runProgram(process.execPath, [remix, 'vite:build'], {
      cwd: root,
      // vite.config.ts leaves Remix out when a test runner reads it; this is no test run, even when one asks for it.
      env: { ...process.env, VITEST: undefined, NODE_ENV: 'production' },
      limitMs: buildMs,
      ...(stopping && { stopping }),
      onLine: (line) => step.tell(line.trim()),
    });
    if (!ran.ok) throw new Error(`The portal could not be built:\n${ran.lastWords}`);
    writeFileSync(stamp, hash);
    step.done('built');
  } finally {
    letGo();
  }
}
