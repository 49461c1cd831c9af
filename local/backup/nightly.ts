import { statSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { Temporal } from 'temporal-polyfill';
import type { Endings } from '../endings.ts';
import type { Installation } from '../installation.ts';
import type { Progress } from '../progress.ts';
import { isBackupDue, lastBegun } from './backup-due.ts';
import { backupsIn } from './backups.ts';
import { copyLate } from './copy-late.ts';
import { sizeOf } from './room.ts';
import { runBackup } from './run-backup.ts';

export type NightlyOrder = Readonly<{ installation: Pick<Installation, 'folder' | 'secrets'>; ownerUrl: string; demo: boolean; copyTo?: string | null; progress: Pick<Progress, 'say'>; endings: Endings }>;

const lookEveryMs = 60_000;
const afterFailureMs = 60 * 60_000;

/**
 * Makes a backup each night while the portal runs, and at the start when the last night's is missing; a demo begins with its first night. One that failed is
 * tried again after an hour, and so is a copy to the second place; at the start too. Ends with everything else; a backup that is cut short then leaves nothing that looks like one.
 */
export function backUpNightly({ installation, ownerUrl, demo, copyTo = null, progress, endings }: NightlyOrder): void {
  const backups = path.join(installation.folder, 'backups');
  // Made with the data folder's first start; a demo that ran through no night yet has nothing to lose.
  const began = Temporal.Instant.fromEpochMilliseconds(Math.round(statSync(backups).birthtimeMs));
  // By a clock that nobody sets: an hour is an hour.
  let copyAgainAt = 0;
  const copyIfMissing = async (): Promise<void> => {
    if (copyTo === null || performance.now() < copyAgainAt) return;
    copyAgainAt = performance.now() + afterFailureMs;
    const late = await copyLate(backups, copyTo, ownerUrl);
    if (late?.notCopied === null) progress.say(`  Backup: ${late.name} was copied to ${copyTo}`);
    else if (late) progress.say(`  ! ${late.name} was not copied to ${copyTo} (${late.notCopied}); it is tried again in an hour.`);
  };
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<number> => {
    try {
      const now = Temporal.Now.instant();
      const last = lastBegun(backupsIn(backups).map(({ manifest }) => manifest.startedAt), now) ?? (demo ? began : null);
      if (!isBackupDue(now, await zoneOf(ownerUrl), last)) {
        await copyIfMissing();
        return lookEveryMs;
      }
      const outcome = await runBackup({ installation, ownerUrl, startedAt: new Date(), copyTo });
      if (outcome.ok) progress.say(`  Backup: ${outcome.backup.name}, ${Math.ceil(sizeOf(outcome.backup.manifest.files) / 1_000_000)} MB`);
      if (outcome.ok && outcome.notCopied !== null) progress.say(`  ! It was not copied to ${copyTo} (${outcome.notCopied}); it is tried again in an hour.`);
      copyAgainAt = performance.now() + afterFailureMs;
      if (!outcome.ok && outcome.reason === 'no-room') progress.say('  ! No backup was made: there is not enough room on the disk.');
      return outcome.ok ? lookEveryMs : afterFailureMs;
    } catch (error) {
      if (!endings.begun.aborted) progress.say(`  ! The backup failed (${error instanceof Error ? error.message : String(error)}); it is tried again in an hour.`);
      return afterFailureMs;
    }
  };
  const next = (waitMs: number): void => {
    timer = setTimeout(() => void look().then((wait) => endings.begun.aborted || next(wait)), waitMs);
  };
  endings.add(() => clearTimeout(timer));
  next(0);
}

/** Where it is night: the zone of the first partnership, UTC while there is none. */
async function zoneOf(ownerUrl: string): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [row] = await sql<{ zone: string }[]>`select zone from partnership order by created_at, id limit 1`;
    return row?.zone ?? 'UTC';
  } finally {
    await sql.end({ timeout: 2 });
  }
}
