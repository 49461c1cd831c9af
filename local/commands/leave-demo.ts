import { rmSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../house.ts';
import { hasHalfDemo } from '../half-demo.ts';
import { heldBy, heldInFolder } from '../held-by.ts';
import { holderOf } from '../hold.ts';
import { openInstallation, wantedFolder, type Installation } from '../installation.ts';
import { throwDemoAway, whyNotLeave, type LeavingRefused } from '../leave-demo.ts';
import { endProcess } from '../process-identity.ts';
import { purposeOf } from '../purpose.ts';
import { readRecord } from '../running-record.ts';

/** As long as the launcher takes to end everything it started, and then some. */
const endingMs = 40_000;
const keysFromOutside = ['HALLWAY_KEY', 'HALLWAY_KEY_PREVIOUS', 'HALLWAY_LINK_KEY', 'HALLWAY_AUDIT_KEY', 'HALLWAY_SESSION_SECRET'];

/** `npm run leave-demo`: from looking around to real use. Ends Hallway if it runs, and throws the demo away: database, keys, mails, logs. */
export async function leaveDemo(env: NodeJS.ProcessEnv): Promise<number> {
  const installation = await takeOver(wantedFolder(env));
  if (typeof installation === 'string') return refuse(installation, wantedFolder(env), env['DATABASE_URL']);
  const { folder } = installation;
  try {
    const own = hasHalfDemo(folder) && !env['DATABASE_URL'] ? 'demo' : await heldInFolder(installation);
    const named = env['DATABASE_URL'] ? await heldBy(env['DATABASE_URL']) : 'absent';
    const refused = whyNotLeave({ own, named, purpose: purposeOf(folder) });
    if (refused !== null) return refuse(refused, folder, env['DATABASE_URL']);
    const seal = env['HALLWAY_NEWEST_SEAL'];
    await throwDemoAway(folder);
    if (seal) rmSync(path.resolve(env['INIT_CWD'] ?? folder, seal), { force: true });
    process.stdout.write(`\n  Nothing of the demo is left in ${folder}: database, keys, mails, seals and logs are gone.\n`);
    const keys = keysFromOutside.filter((name) => env[name]);
    if (keys.length > 0) process.stdout.write(`  ${keys.join(', ')} came from the environment and served the demo too: put new ones there first.\n`);
    if (env['HALLWAY_SENT_JOURNAL']) process.stdout.write(`  The demo's journal of messages lies outside, in ${env['HALLWAY_SENT_JOURNAL']}: empty that folder.\n`);
    process.stdout.write('  "npm start" now begins afresh, with a code for the set-up page.\n\n');
    return 0;
  } finally {
    installation.close();
  }
}

/** Takes the data folder, from a running Hallway too; what runs over anything but a demo goes on running. */
async function takeOver(wanted: string): Promise<Installation | LeavingRefused> {
  const opened = await openInstallation(wanted);
  if (opened.ok) return opened.installation;
  const { ownerUrl } = readRecord(opened.folder);
  if (ownerUrl === null) throw new CannotStart('Hallway is just starting. Try again when its panel is there.');
  if ((await heldBy(ownerUrl)) === 'real') return 'real-here';
  const holder = holderOf(path.join(opened.folder, 'launcher.hold'));
  process.stdout.write(`  Ending Hallway, which runs from ${opened.folder} (process ${opened.pid}) …\n`);
  if (holder) await endProcess(holder, 'SIGTERM', endingMs);
  const again = await openInstallation(wanted);
  if (again.ok) return again.installation;
  throw new CannotStart(`Hallway was started again from ${again.folder} meanwhile (process ${again.pid}). Nothing was changed.`);
}

function refuse(why: LeavingRefused, folder: string, url: string | undefined): number {
  process.stderr.write(`\n${refusal(why, folder, url)}\nNothing was changed.\n`);
  return 1;
}

function refusal(why: LeavingRefused, folder: string, url: string | undefined): string {
  const database = url ? new URL(url).pathname.slice(1) : '';
  const host = url ? new URL(url).host : '';
  return {
    'real-here': `The database in ${folder} is no demo: people who are not made up are in it. It is yours to remove, by hand.`,
    'real-in-yours': `The database "${database}" at ${host} is no demo: people who are not made up are in it. It is yours to remove, by hand.`,
    'demo-in-yours': `The demo lies in your own PostgreSQL, and Hallway drops no database that it did not make. Type there, as somebody who may:\n\n    drop database "${database}";\n    create database "${database}" owner "${url ? new URL(url).username : ''}";\n\nand then "npm run leave-demo" again.`,
    'nothing-here': `There is no demo in ${folder}. Should your database lie elsewhere, name it in DATABASE_URL; to begin afresh, "npm start -- --fresh".`,
  }[why];
}
