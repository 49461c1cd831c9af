import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process by number and moment of birth: the number alone may belong to a stranger by tomorrow. */
export type ProcessIdentity = Readonly<{ pid: number; born: string }>;

/**
 * When a process was born, in the system's own words, or null when no such process is alive.
 *
 * Two calls give the same text exactly when they saw the same process. A zombie counts as dead.
 */
export function bornAt(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') return bornOnLinux(pid);
  if (process.platform === 'win32') return bornOnWindows(pid);
  const listed = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return listed === '' || listed.startsWith('Z') ? null : listed.replace(/^\S+\s+/, '');
}

function bornOnLinux(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot} ${rest[18]}`;
}

function bornOnWindows(pid: number): string | null {
  const asked = spawnSync('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`], { encoding: 'utf8' });
  return asked.status === 0 && asked.stdout.trim() !== '' ? asked.stdout.trim() : null;
}

export function identify(pid: number): ProcessIdentity | null {
  const born = bornAt(pid);
  return born === null ? null : { pid, born };
}

export function isSameProcess(identity: ProcessIdentity): boolean {
  return bornAt(identity.pid) === identity.born;
}

/**
 * Ends a process of which only the identity is known (a leftover of an earlier run), asking first and insisting after `patienceMs`.
 *
 * Does nothing when the number belongs to somebody else by now. Resolves when the process is gone, with whether there was one to end.
 */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  if (!isSameProcess(identity)) return false;
  trySignal(identity.pid, signal);
  const insistAt = performance.now() + patienceMs;
  let insisted = false;
  while (isSameProcess(identity)) {
    if (!insisted && performance.now() > insistAt) {
      insisted = true;
      trySignal(identity.pid, 'SIGKILL');
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone between the look and the signal, which is what was wanted.
  }
}
