import { copyFileSync, existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endLeftover } from '../postgres/leftover.ts';

/** Where the database lies while it is being brought back. */
export const stagingName = 'postgres-coming-back';

const note = `What lies here was the installation's until a backup was brought back, on purpose. Nothing needs it any more; keep it as long as your records ask for.

postgres/          the database as it was
newest-seal.json   the newest seal over its trail: the trail that came back is older and does not know it. Keep it with the record of why this was done.
`;

/**
 * Moves the present database aside and the recovered one into its place, the newest seal of the present one with it. A mark stands from before the first
 * move until after the last; killed in between, `finishPutInPlace` goes on.
 *
 * @param seal the file that the newest seal is kept in
 */
export function putInPlace(folder: string, aside: string, seal: string): void {
  writeFileSync(path.join(aside, 'README.txt'), note);
  writeFileSync(markIn(folder), JSON.stringify({ aside, seal }));
  finishPutInPlace(folder);
}

/** Ends the PostgreSQL that a killed restore left running over its copy. */
export async function endKilledRestore(folder: string): Promise<void> {
  const coming = path.join(folder, stagingName);
  if (existsSync(coming)) await endLeftover(realpathSync(coming));
}

/** At every start: finishes what a kill cut short. Without the mark, a recovered database that nobody put in place is only a copy, and is left alone. */
export function finishPutInPlace(folder: string): void {
  if (!existsSync(markIn(folder))) return;
  const { aside, seal } = JSON.parse(readFileSync(markIn(folder), 'utf8')) as { aside: string; seal: string };
  const [present, coming] = ['postgres', stagingName].map((name) => path.join(folder, name)) as [string, string];
  if (existsSync(coming)) {
    if (existsSync(present)) renameSync(present, path.join(aside, 'postgres'));
    renameSync(coming, present);
  }
  if (existsSync(seal)) {
    copyFileSync(seal, path.join(aside, 'newest-seal.json'));
    rmSync(seal);
  }
  rmSync(markIn(folder), { force: true });
}

const markIn = (folder: string): string => path.join(folder, 'coming-back');
