import path from 'node:path';
import { startDatabase } from './database.ts';
import { readyDemo } from './demo.ts';
import type { Endings } from './endings.ts';
import { hold } from './hold.ts';
import { CannotStart } from './house.ts';
import { openInstallation, wantedFolder, type Installation } from './installation.ts';
import { keysOf } from './keys-of.ts';
import { databaseUser } from './postgres/system-user.ts';
import { progressTo } from './progress.ts';
import { refuseOtherKeys } from './prove-keys.ts';
import { readRecord } from './running-record.ts';
import { readOrMakeSecrets } from './secrets.ts';

export const defaultOrigin = 'http://localhost:3000';

/** The database of an installation, for a command. `running`: Hallway serves from it at this moment. */
export type Reached = Readonly<{ installation: Pick<Installation, 'folder' | 'secrets' | 'user'>; ownerUrl: string; running: boolean }>;

/**
 * The running database, or one started for as long as the command takes; our words go to the error stream, as the other belongs to the command alone.
 *
 * @param atTheKeys the command reads and writes what lies beside the keys: one such at a time, as two side by side would each lose what the other wrote.
 * @throws CannotStart when Hallway is just starting, or another command is at the keys; OtherKey when the keys given are not this database's.
 */
export async function reachDatabase(ends: Endings, { atTheKeys = false } = {}): Promise<Reached> {
  const opened = await openInstallation(wantedFolder(process.env));
  if (!opened.ok) {
    if (atTheKeys) alone(opened.folder, ends);
    const { ownerUrl, origin } = readRecord(opened.folder);
    if (ownerUrl === null || origin === null) throw new CannotStart('Hallway is just starting. Try again when its panel is there.');
    const secrets = readOrMakeSecrets(opened.folder);
    await refuseOtherKeys(ownerUrl, keysOf(secrets, process.env));
    return { installation: { folder: opened.folder, secrets, user: databaseUser() }, ownerUrl, running: true };
  }
  const { installation } = opened;
  ends.add(installation.close);
  if (atTheKeys) alone(installation.folder, ends);
  const progress = progressTo(process.stderr, () => performance.now());
  const { urls } = await startDatabase({ installation, progress, endings: ends, env: process.env, durable: true, onLost: () => process.exit(1) });
  // A database that was never started with the portal is as empty as at the first start, and becomes what it would have become then.
  await readyDemo(installation, urls, defaultOrigin, process.env, progress);
  return { installation, ownerUrl: urls.owner, running: false };
}

function alone(folder: string, ends: Endings): void {
  const held = hold(path.join(folder, 'keys.hold'));
  if (!held.ok) throw new CannotStart(`Another command is at the keys of this installation (process ${held.holder.pid}). Type this one again when it has ended.`);
  ends.add(held.letGo);
}
