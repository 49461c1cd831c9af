import { chownSync, closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, readSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SystemUser } from '../postgres/system-user.ts';
import { backupsIn, isBefore } from './backups.ts';
import { beginOf, type Pieces } from './log-along.ts';
import type { Backup } from './manifest.ts';
import { piecesOf } from './timelines.ts';

/** Where pieces of the log are looked for, in this order; `foreign`: the backup is of another cluster than the one that lies here now. */
export type LogSources = Readonly<{ archives: readonly string[]; unarchived: readonly string[]; foreign: boolean; backups: string }>;

const importName = 'wal-coming-back';

/**
 * The log that belongs to a backup: of one on another disk the `wal` folder beside it, of one of this cluster our own archive, then what was not archived yet
 * of the present data and of what lies aside. Pieces of two clusters bear the same names, so those of another are never looked at.
 */
export function logSourcesOf(data: string, backup: Backup): LogSources {
  const own = path.join(data, 'backups');
  const isOurs = realpathSync(path.dirname(backup.folder)) === own;
  const present = identifierOf(path.join(data, 'postgres')) ?? backupsIn(own)[0]?.manifest.systemIdentifier ?? null;
  const foreign = !isOurs && present !== null && present !== backup.manifest.systemIdentifier;
  const beside = path.join(path.dirname(backup.folder), 'wal');
  const asides = path.join(data, 'aside');
  const clusters = [path.join(data, 'postgres'), ...(existsSync(asides) ? readdirSync(asides).sort().reverse().map((name) => path.join(asides, name, 'postgres')) : [])];
  return {
    archives: [...(isOurs ? [] : [beside]), ...(foreign ? [] : [path.join(own, 'wal')])].filter((folder) => existsSync(folder)),
    unarchived: clusters.filter((cluster) => identifierOf(cluster) === backup.manifest.systemIdentifier).map((cluster) => path.join(cluster, 'pg_wal')).filter((folder) => existsSync(folder)),
    foreign,
    backups: path.dirname(backup.folder),
  };
}

/** The first piece that the backup cannot do without and nobody has; null when all are there. */
export function firstMissing(backup: Backup, { archives, unarchived }: LogSources): string | null {
  const places = [...archives.map((folder) => [folder, '.gz'] as const), ...unarchived.map((folder) => [folder, ''] as const)];
  return piecesOf(backup.manifest).find((piece) => !places.some(([folder, end]) => existsSync(path.join(folder, piece + end)))) ?? null;
}

/**
 * Copies what is needed of an archive that lies elsewhere into the data folder, as PostgreSQL's account may not read that disk. Returns where it lies then; our
 * own archive stays where it is.
 */
export function broughtHere(data: string, backup: Backup, archives: readonly string[], user: SystemUser | null): string[] {
  forgetBrought(data);
  return archives.map((archive) => {
    if (archive === path.join(data, 'backups', 'wal')) return archive;
    const here = path.join(data, importName);
    mkdirSync(here, { mode: 0o700 });
    if (user) chownSync(here, user.uid, user.gid);
    for (const piece of readdirSync(archive).filter((name) => /^[0-9A-F]{8}.*\.gz$/.test(name) && !isBefore(name, backup.manifest.startWal))) {
      copyFileSync(path.join(archive, piece), path.join(here, piece));
      if (user) chownSync(path.join(here, piece), user.uid, user.gid);
    }
    return here;
  });
}

export function forgetBrought(data: string): void {
  rmSync(path.join(data, importName), { recursive: true, force: true });
}

/** Which pieces of the log lie there. */
export function piecesIn({ archives, unarchived }: LogSources): Pieces {
  const here = new Set<string>();
  const whole = new Set<string>();
  for (const name of archives.flatMap((folder) => readdirSync(folder))) {
    const [, piece] = /^([0-9A-F]{24})\.gz$/.exec(name) ?? [];
    if (piece !== undefined) for (const set of [here, whole]) set.add(piece);
  }
  for (const folder of unarchived) {
    for (const piece of readdirSync(folder).filter((name) => /^[0-9A-F]{24}$/.test(name))) {
      if (isFinished(folder, piece)) whole.add(piece);
      if (whole.has(piece) || isBegun(folder, piece)) here.add(piece);
    }
  }
  return { here, whole };
}

/** PostgreSQL has handed it to the archive, or brought it from there. */
const isFinished = (folder: string, piece: string): boolean => ['ready', 'done'].some((state) => existsSync(path.join(folder, 'archive_status', `${piece}.${state}`)));

/** PostgreSQL gives old pieces the names of coming ones; what is in them then still says which place it was written for. */
const isBegun = (folder: string, piece: string): boolean => firstBytes(path.join(folder, piece), 16).readBigUInt64LE(8) === beginOf(piece);

/** Which cluster it is, by the first eight bytes of its control file; null when there is none. */
function identifierOf(cluster: string): string | null {
  const file = path.join(cluster, 'global', 'pg_control');
  if (!existsSync(file)) return null;
  return firstBytes(file, 8).readBigUInt64LE().toString();
}

function firstBytes(file: string, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, count, 0);
  } finally {
    closeSync(handle);
  }
  return bytes;
}
