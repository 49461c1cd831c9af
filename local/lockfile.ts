/*
 * `node local/lockfile.ts` completes package-lock.json after a dependency was added beside a registry that does not serve every platform's binaries.
 *
 * What the registry knows (integrity, machines) is taken from it; where it does not know a package the machines are read from its name and the integrity is left
 * out, which npm accepts. Run `npm ci --dry-run` afterwards; lockfile-gaps.test.ts holds the result.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { lockGaps, machineOf, withEntries, type LockEntry, type LockGap, type Lockfile } from './lockfile-gaps.ts';

const file = new URL('../package-lock.json', import.meta.url);

type Published = { version?: string; 'dist.integrity'?: string; os?: string[]; cpu?: string[]; libc?: string[]; license?: string; bin?: Record<string, string> };

function askRegistry(gap: LockGap): Published | null {
  const fields = ['version', 'dist.integrity', 'os', 'cpu', 'libc', 'license', 'bin'];
  const asked = spawnSync('npm', ['view', `${gap.name}@${gap.version}`, ...fields, '--json'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return asked.status === 0 && asked.stdout.trim() !== '' ? (JSON.parse(asked.stdout) as Published) : null;
}

function entryFor(gap: LockGap): LockEntry {
  const published = askRegistry(gap);
  const machine = machineOf(gap.name);
  const entry: LockEntry = { version: gap.version };
  if (published?.['dist.integrity']) entry.integrity = published['dist.integrity'];
  const cpu = published?.cpu ?? machine.cpu;
  if (cpu) entry.cpu = cpu;
  if (gap.dev) entry.dev = true;
  const libc = published?.libc ?? machine.libc;
  if (libc) entry.libc = libc;
  if (published?.license) entry['license'] = published.license;
  entry.optional = true;
  const os = published?.os ?? machine.os;
  if (os) entry.os = os;
  if (published?.bin) entry['bin'] = published.bin;
  process.stdout.write(`${gap.name} ${gap.version}: ${published ? 'from the registry' : 'from its name, without integrity'}\n`);
  return entry;
}

const lock = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
const gaps = lockGaps(lock);
if (gaps.length > 0) {
  const entries = Object.fromEntries(gaps.map((gap) => [gap.name, entryFor(gap)]));
  writeFileSync(file, `${JSON.stringify(withEntries(lock, entries), null, 2)}\n`);
}
process.stdout.write(gaps.length === 0 ? 'The lock file is whole.\n' : `${gaps.length} entries added.\n`);
