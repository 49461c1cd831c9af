import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { mayEnter, type SystemUser } from './postgres/system-user.ts';

/** Everything that must outlive a run lies under `path`. `elsewhere` says why it is not where it was wanted, for the panel. */
export type DataFolder = Readonly<{ path: string; elsewhere: string | null }>;

/**
 * Chooses and makes the data folder: the wanted one, unless PostgreSQL's own account may not enter it; then a folder of the system, one per wanted place,
 * so that two clones never share one.
 */
export function makeDataFolder(wanted: string, user: SystemUser | null): DataFolder {
  if (user === null) return { path: made(wanted, 0o700), elsewhere: null };
  if (mayEnter(user, nearestExisting(wanted))) return { path: made(wanted, 0o711), elsewhere: null };
  const elsewhere = `PostgreSQL runs as "${user.name}", who may not enter ${wanted}`;
  return { path: made(systemFolder(wanted), 0o711), elsewhere };
}

/** A folder's place in the system, told by its wanted path. */
export function systemFolder(wanted: string): string {
  return path.join('/var/lib', `hallway-${createHash('sha256').update(wanted).digest('hex').slice(0, 8)}`);
}

/** Makes missing folders with exactly these rights, whatever the process's mask is; those that were there keep theirs, save the last. */
function made(folder: string, mode: number): string {
  const first = mkdirSync(folder, { recursive: true });
  if (first !== undefined) for (let at = folder; at.length > first.length; at = path.dirname(at)) chmodSync(path.dirname(at), Math.max(mode, 0o711));
  chmodSync(folder, mode);
  return folder;
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(path.dirname(folder));
}
