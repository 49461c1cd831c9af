import path from 'node:path';
import { hold } from '../hold.ts';
import { backupsIn } from './backups.ts';
import { copyElsewhere } from './copy-elsewhere.ts';
import { recordLateCopy } from './record-run.ts';

export type LateCopy = Readonly<{ name: string; notCopied: string | null }>;

/**
 * Copies the newest backup to its second place when it is not there: the disk was away as it was made. Only the newest: with the log it brings back all that those before it do, save earlier moments.
 *
 * @returns which, and why not as a code; null when it is there already, there is none, or one is being made just now
 */
export async function copyLate(backups: string, target: string, ownerUrl: string): Promise<LateCopy | null> {
  const held = hold(path.join(backups, 'backup.hold'));
  if (!held.ok) return null;
  try {
    const [newest] = backupsIn(backups);
    if (newest === undefined || backupsIn(target).some(({ name }) => name === newest.name)) return null;
    const notCopied = await copyElsewhere(backups, target, newest);
    await recordLateCopy(ownerUrl, newest.manifest.startedAt, notCopied);
    return { name: newest.name, notCopied };
  } finally {
    held.letGo();
  }
}
