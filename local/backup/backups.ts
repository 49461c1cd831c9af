import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readManifest, removeBackup, type Backup, type Manifest, type Unreadable } from './manifest.ts';

/** The last backup of each of the last seven days that have one is kept; and all of the log since the oldest of them, so that any moment since can be brought back. */
export const daysKept = 7;

/** Backups that can be brought back, the newest first. */
export function backupsIn(folder: string): Backup[] {
  return foundIn(folder)
    .flatMap(({ name, found }) => (typeof found === 'string' ? [] : [{ name, folder: path.join(folder, name), manifest: found }]))
    .sort((a, b) => (a.manifest.startedAt < b.manifest.startedAt ? 1 : -1));
}

/** What looks like a backup and cannot be read. It is left where it is: whoever looks into it may still find something. */
export function unreadableIn(folder: string): { name: string; why: Unreadable }[] {
  return foundIn(folder).flatMap(({ name, found }) => (typeof found === 'string' ? [{ name, why: found }] : []));
}

function foundIn(folder: string): { name: string; found: Manifest | Unreadable }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const found = readManifest(path.join(folder, name));
    return found === null ? [] : [{ name, found }];
  });
}

/** Which backups are no longer needed: all but the newest of each of the newest seven days (by their UTC date). */
export function noLongerNeeded<B extends { manifest: { startedAt: string } }>(newestFirst: readonly B[]): B[] {
  const days = new Set<string>();
  return newestFirst.filter(({ manifest }) => {
    const day = manifest.startedAt.slice(0, 10);
    if (days.has(day) || days.size === daysKept) return true;
    days.add(day);
    return false;
  });
}

/** Whether a piece of the archived log lies wholly before `startWal`. Timelines do not count, only the place in the log; histories of timelines are always kept. */
export function isBefore(piece: string, startWal: string): boolean {
  const [place] = /^[0-9A-F]{24}/.exec(piece) ?? [];
  return place !== undefined && place.slice(8) < startWal.slice(8);
}

/** The lowest place in the log that a backup begins at: after an older one was brought back, newer ones begin at lower places. */
export function firstNeeded(startWals: readonly string[]): string {
  return startWals.reduce((lowest, one) => (one.slice(8) < lowest.slice(8) ? one : lowest));
}

/** Removes what is no longer needed: backups, their log, the journal. Returns the names of the backups that went. */
export function forgetOld(data: string, made: string, now: Date): string[] {
  const gone = forgetBackups(path.join(data, 'backups'), made);
  const oldest = backupsIn(path.join(data, 'backups')).at(-1);
  const journal = path.join(data, 'sent');
  const days = existsSync(journal) ? readdirSync(journal).filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name)) : [];
  if (oldest) for (const file of journalNoLongerNeeded(days, oldest.manifest.startedAt, now)) rmSync(path.join(journal, file), { force: true });
  return gone;
}

/**
 * Removes backups that are no longer needed, and the log from before those that stay. The one that was just made stays in any case: with a clock that went back it
 * would look like the oldest.
 */
export function forgetBackups(folder: string, made: string): string[] {
  const all = backupsIn(folder);
  const gone = noLongerNeeded(all).filter(({ name }) => name !== made);
  for (const backup of gone) removeBackup(backup.folder);
  const stays = all.filter((backup) => !gone.includes(backup));
  if (stays.length > 0) {
    const wal = path.join(folder, 'wal');
    const from = firstNeeded(stays.map(({ manifest }) => manifest.startWal));
    for (const piece of readdirSync(wal).filter((name) => isBefore(name, from))) rmSync(path.join(wal, piece), { force: true });
  }
  return gone.map(({ name }) => name);
}

/** So long the journal of what went out is kept, and so old a copy of a backup may be wherever it lies: brought back, it sends nothing twice. */
export const journalDaysKept = 400;

/**
 * Which files of the journal (one a day) nobody needs any more: those from before the oldest backup here, and from more than 400 days ago, as copies lie elsewhere.
 * A clock that runs ahead for an hour costs none of the newest 400.
 */
export function journalNoLongerNeeded(files: readonly string[], oldestBackup: string, now: Date): string[] {
  const kept = new Date(now.getTime() - journalDaysKept * 24 * 60 * 60_000).toISOString().slice(0, 10);
  return [...files].sort().slice(0, -journalDaysKept).filter((file) => file.slice(0, 10) < kept && file.slice(0, 10) < oldestBackup.slice(0, 10));
}
