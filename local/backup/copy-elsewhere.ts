import { closeSync, copyFileSync, cpSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { keepName, writeWhole } from '../write-whole.ts';
import { backupsIn, forgetBackups } from './backups.ts';
import { clusterIn, firstDamage, writeManifest, type Backup } from './manifest.ts';
import { reasonOf } from './record-run.ts';
import { hasRoom, sizeOf } from './room.ts';

/** Where a copy of each backup goes: `HALLWAY_BACKUP_COPY`, told from where the person typed; null when there is no second place. */
export function copyFolder(env: NodeJS.ProcessEnv): string | null {
  return env['HALLWAY_BACKUP_COPY'] ? path.resolve(env['INIT_CWD'] ?? process.cwd(), env['HALLWAY_BACKUP_COPY']) : null;
}

/**
 * Copies a finished backup and all of the archived log to a second place, say a mounted disk, reads the copy again, and forgets there what is forgotten here.
 * The copy of a backup appears whole, with the log it needs, or not at all. It is brought back by its path.
 *
 * @param target a folder that is there: a disk that is not mounted must not be taken for an empty one, nor a disk of another installation for this one's
 * @returns why it was not copied, as a code; null when it was. Never throws: the backup itself is made.
 */
export async function copyElsewhere(backups: string, target: string, made: Backup): Promise<string | null> {
  const half = path.join(target, '.half');
  try {
    if (!existsSync(target)) return 'copy-folder-missing';
    if (backupsIn(target).some(({ manifest }) => manifest.systemIdentifier !== made.manifest.systemIdentifier)) return 'copy-folder-of-another';
    rmSync(half, { recursive: true, force: true });
    if (!hasRoom(target, sizeOf(made.manifest.files))) return 'copy-no-room';
    copyLog(path.join(backups, 'wal'), path.join(target, 'wal'));
    const timelines = path.join(backups, 'timelines.json');
    if (existsSync(timelines)) writeWhole(path.join(target, 'timelines.json'), readFileSync(timelines, 'utf8'));
    mkdirSync(half, { mode: 0o700 });
    cpSync(clusterIn(made.folder), clusterIn(half), { recursive: true });
    for (const name of Object.keys(made.manifest.files)) keepFile(path.join(clusterIn(half), ...name.split('/')));
    if ((await firstDamage({ folder: half, manifest: made.manifest })) !== null) return 'copy-damaged';
    writeManifest(half, made.manifest);
    renameSync(half, path.join(target, made.name));
    keepName(target);
    forgetBackups(target, made.name);
    return null;
  } catch (error) {
    return `copy-${reasonOf(error)}`;
  } finally {
    try {
      rmSync(half, { recursive: true, force: true });
    } catch {
      // The disk is gone; the next copy begins by removing it.
    }
  }
}

/** A piece of the log never changes: what is there already stays, and what is new is read again. */
function copyLog(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const piece of readdirSync(from).filter((name) => name.endsWith('.gz') && !existsSync(path.join(to, name)))) {
    const half = path.join(to, `${piece}.new`);
    copyFileSync(path.join(from, piece), half);
    keepFile(half);
    if (!readFileSync(half).equals(readFileSync(path.join(from, piece)))) throw new Error(`${piece} is not what was copied.`);
    renameSync(half, path.join(to, piece));
  }
  keepName(to);
}

function keepFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
