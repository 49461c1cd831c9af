import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endProcess, identify, type ProcessIdentity } from '../process-identity.ts';

const patienceMs = 20_000;

/**
 * Ends what a killed run left over this cluster: a PostgreSQL that goes on alone, or its workers without their head. Then the next start finds nobody there.
 *
 * Never by name: PostgreSQL itself by the number in its `postmaster.pid` and by naming this folder in its command line; workers by working in this folder.
 *
 * @returns whether there was anything.
 */
export async function endLeftover(cluster: string): Promise<boolean> {
  const head = readHead(cluster);
  if (head !== null && commandLine(head.pid).includes(cluster)) {
    await endProcess(head, 'SIGINT', patienceMs);
    return true;
  }
  const orphans = workersIn(cluster);
  await Promise.all(orphans.map((orphan) => endProcess(orphan, 'SIGTERM', 3_000)));
  // PostgreSQL would refuse to start when a stranger has the number now, or a dead process that nobody has buried yet. On Linux we have just seen that nobody
  // works here; elsewhere, with nobody alive of that number, the file stays: PostgreSQL itself looks in it for memory still in use.
  if (head !== null || process.platform === 'linux') rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  return orphans.length > 0;
}

function readHead(cluster: string): ProcessIdentity | null {
  try {
    return identify(Number.parseInt(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8'), 10));
  } catch {
    return null;
  }
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  if (process.platform === 'win32') {
    return spawnSync('powershell', ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`], { encoding: 'utf8' }).stdout;
  }
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

/** Only Linux tells where a process works; elsewhere the workers notice by themselves that their head is gone. */
function workersIn(cluster: string): ProcessIdentity[] {
  if (process.platform !== 'linux') return [];
  const folder = realpathSync(cluster);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && worksIn(Number(name), folder))
    .flatMap((name) => identify(Number(name)) ?? []);
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder && path.basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres');
  } catch {
    return false;
  }
}
