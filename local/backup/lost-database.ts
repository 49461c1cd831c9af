import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { backupsIn } from './backups.ts';

/**
 * Refuses to begin with an empty database where one was lost: its backups or its log are there. A new cluster would hide that from whoever starts it, and its
 * own log, whose pieces bear the same names, could never be archived.
 *
 * @throws with what to do
 */
export function refuseToBeginOver(data: string): void {
  if (existsSync(path.join(data, 'postgres'))) return;
  const backups = path.join(data, 'backups');
  const wal = path.join(backups, 'wal');
  const hasBackups = backupsIn(backups).length > 0;
  if (!hasBackups && !(existsSync(wal) && readdirSync(wal).some((name) => /^[0-9A-F]{24}/.test(name)))) return;
  const back = hasBackups ? 'Bring it back: npm run restore -- --from newest --to latest\n' : '';
  throw new Error(`There is no database in ${data}, but ${hasBackups ? 'backups' : 'the log'} of one. Nothing was changed.\n${back}To begin with an empty one instead, move ${backups} elsewhere first.`);
}
