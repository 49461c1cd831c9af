import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDataFolder } from './data-folder.ts';
import { hold } from './hold.ts';
import { finishLeaving } from './leave-demo.ts';
import { databaseUser, type SystemUser } from './postgres/system-user.ts';
import { endLeftovers, keepRecord, readRecord, type RecordKeeper } from './running-record.ts';
import { readOrMakeSecrets, type Secrets } from './secrets.ts';

/** The folder of this clone. */
export const projectRoot = realpathSync(fileURLToPath(new URL('..', import.meta.url)));

/** One installation, held by this process alone until `close()`. */
export type Installation = Readonly<{
  folder: string;
  /** Why the data folder is not where it was wanted; null when it is. */
  elsewhere: string | null;
  user: SystemUser | null;
  secrets: Secrets;
  record: RecordKeeper;
  /** What an earlier run that was killed had left running; ended by now. */
  leftovers: readonly string[];
  close: () => void;
}>;

export type Opened = Readonly<{ ok: true; installation: Installation }> | Readonly<{ ok: false; folder: string; pid: number; origin: string | null }>;

/** Where the data should lie: `HALLWAY_DATA` (told from where the person typed), else `.data` in the clone. */
export function wantedFolder(env: NodeJS.ProcessEnv): string {
  return env['HALLWAY_DATA'] ? path.resolve(env['INIT_CWD'] ?? projectRoot, env['HALLWAY_DATA']) : path.join(projectRoot, '.data');
}

/** Takes the data folder for this process, ending what a killed run left there. Refused while another living Hallway has it. */
export async function openInstallation(wanted: string): Promise<Opened> {
  const user = databaseUser();
  const { path: made, elsewhere } = makeDataFolder(wanted, user);
  const folder = realpathSync(made);
  const held = hold(path.join(folder, 'launcher.hold'));
  if (!held.ok) return { ok: false, folder, pid: held.holder.pid, origin: readRecord(folder).origin };
  try {
    const leftovers = await endLeftovers(folder);
    await finishLeaving(folder);
    const secrets = readOrMakeSecrets(folder);
    const record = keepRecord(folder);
    const close = () => {
      record.clear();
      held.letGo();
    };
    return { ok: true, installation: { folder, elsewhere, user, secrets, record, leftovers, close } };
  } catch (error) {
    held.letGo();
    throw error;
  }
}
