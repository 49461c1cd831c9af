import { copyFileSync, existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endLeftover } from '../postgres/leftover.ts';
import { writeWhole } from '../write-whole.ts';

/** Where the database lies while it is being brought back. */
export const stagingName = 'postgres-coming-back';

/** Where the log of a database that comes from elsewhere begins: beside the backups of the present one, whose pieces bear the same names. */
export const stagingBackupsName = 'backups-coming-back';

const note = `What lies here was the installation's until a backup was brought back, on purpose. Nothing needs it any more; keep it as long as your records ask for.

postgres/          the database as it was
backups/           its backups and its log, where what came back is another database; they can be brought back from here by path
newest-seal.json   the newest seal over its trail: the trail that came back is older and does not know it. Keep it with the record of why this was done.
`;

/**
 * Moves the present database aside and the recovered one into its place, the newest seal of the present one with it (and its backups, where what comes back is
 * another database). A mark stands from before the first move until after the last; killed in between, `finishPutInPlace` goes on.
 *
 * @param seal the file that the newest seal is kept in
 */
export function putInPlace(folder: string, aside: string, seal: string, backupsToo = false): void {
  writeFileSync(path.join(aside, 'README.txt'), note);
  writeWhole(markIn(folder), JSON.stringify({ aside, seal, backupsToo } satisfies Mark));
  finishPutInPlace(folder);
}

type Mark = { aside: string; seal: string; backupsToo?: boolean };

/** Ends the PostgreSQL that a killed restore left running over its copy. */
export async function endKilledRestore(folder: string): Promise<void> {
  const coming = path.join(folder, stagingName);
  if (existsSync(coming)) await endLeftover(realpathSync(coming));
}

/** At every start: finishes what a kill cut short. Without the mark, a recovered database that nobody put in place is only a copy, and is left alone. */
export function finishPutInPlace(folder: string): void {
  if (!existsSync(markIn(folder))) return;
  const { aside, seal, backupsToo = false } = JSON.parse(readFileSync(markIn(folder), 'utf8')) as Mark;
  changePlaces(folder, 'postgres', stagingName, aside);
  if (backupsToo) changePlaces(folder, 'backups', stagingBackupsName, aside);
  if (existsSync(seal)) {
    copyFileSync(seal, path.join(aside, 'newest-seal.json'));
    rmSync(seal);
  }
  rmSync(markIn(folder), { force: true });
}

function changePlaces(folder: string, name: string, comingName: string, aside: string): void {
  const [present, coming] = [path.join(folder, name), path.join(folder, comingName)];
  if (!existsSync(coming)) return;
  if (existsSync(present)) renameSync(present, path.join(aside, name));
  renameSync(coming, present);
}

const markIn = (folder: string): string => path.join(folder, 'coming-back');
