import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readManifest, type Backup } from './manifest.ts';

/** The last backup of each of the last seven days that have one is kept; and all of the log since the oldest of them, so that any moment since can be brought back. */
export const daysKept = 7;

/** Whole backups, the newest first. */
export function backupsIn(folder: string): Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const manifest = readManifest(path.join(folder, name));
      return manifest === null ? [] : [{ name, folder: path.join(folder, name), manifest }];
    })
    .sort((a, b) => (a.manifest.startedAt < b.manifest.startedAt ? 1 : -1));
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

/** Removes what is no longer needed. Returns the names of the backups that went. */
export function forgetOld(data: string): string[] {
  const folder = path.join(data, 'backups');
  const all = backupsIn(folder);
  const gone = noLongerNeeded(all);
  for (const backup of gone) rmSync(backup.folder, { recursive: true, force: true });
  const stays = all.filter((backup) => !gone.includes(backup));
  const oldest = stays.at(-1);
  if (oldest) {
    const wal = path.join(folder, 'wal');
    const from = firstNeeded(stays.map(({ manifest }) => manifest.startWal));
    for (const piece of readdirSync(wal).filter((name) => isBefore(name, from))) rmSync(path.join(wal, piece), { force: true });
    forgetJournalBefore(path.join(data, 'sent'), oldest.manifest.startedAt.slice(0, 10));
  }
  return gone.map(({ name }) => name);
}

/** Nothing from before the oldest backup can be promised again. A file holds one day. */
function forgetJournalBefore(folder: string, day: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(one) && one.slice(0, 10) < day)) rmSync(path.join(folder, name), { force: true });
}
