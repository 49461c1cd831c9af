import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { endings } from '../endings.ts';
import { CannotStart } from '../house.ts';
import { keysOf } from '../keys-of.ts';
import { reachDatabase } from '../reach-database.ts';
import { finishRotation, rotationState } from '../rotation.ts';
import { writeSecrets, type Secrets } from '../secrets.ts';

/**
 * `npm run keys:rotate [-- --batch ROWS] [-- --forget-former]`: a new version of the key that wraps data keys, and every data key wrapped anew by it.
 *
 * The new key is on disk before anything is sealed with it. Killed at any point, the same command goes on where it was (as does the next start). Former
 * versions stay in secrets.json, because backups from before open with nothing else; `--forget-former` gives them up.
 */
export async function keysRotate(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { batch: { type: 'string' }, 'forget-former': { type: 'boolean' } } });
  const batch = Number(values.batch ?? 200);
  if (!Number.isInteger(batch) || batch < 1) throw new CannotStart(`--batch is "${values.batch}"; give a whole number of rows.`);
  const ends = endings();
  try {
    const { installation, ownerUrl } = await reachDatabase(ends, { atTheKeys: true });
    const secrets = await secretsToRotateTo(installation.folder, installation.secrets, ownerUrl);
    const keys = keysOf(secrets, process.env);
    const version = Math.max(...keys.wrapping.map((one) => one.version));
    const onBatch = (done: number, left: number) => process.stdout.write(`  ${done} sealed anew, ${left} data keys left\n`);
    const done = await finishRotation(ownerUrl, keys, { batch, onBatch });
    process.stdout.write(`Everything is sealed with version ${version} of the installation's key (${done} in this run).\n`);
    if (process.env['HALLWAY_KEY']) process.stdout.write('HALLWAY_KEY_PREVIOUS is no longer needed here. Keep it with the backups from before: they open with nothing else.\n');
    else if (values['forget-former']) forgetFormer(installation.folder, secrets);
    else process.stdout.write('Former versions stay in secrets.json, for backups from before. Keep a copy of the new secrets.json away from this computer.\n');
    return 0;
  } finally {
    await ends.run();
  }
}

/** The secrets with a version that is not everywhere yet: the one that a killed run began, else a new one. */
async function secretsToRotateTo(folder: string, secrets: Secrets, ownerUrl: string): Promise<Secrets> {
  const newest = Math.max(...keysOf(secrets, process.env).wrapping.map((one) => one.version));
  const { version, left } = await rotationState(ownerUrl, newest);
  if (version < newest || left > 0) return secrets;
  if (process.env['HALLWAY_KEY']) {
    throw new CannotStart(`HALLWAY_KEY is version ${newest}, and everything is sealed with it. To rotate: keep links working with HALLWAY_LINK_KEY (the first HALLWAY_KEY, if it is not set yet), move HALLWAY_KEY to HALLWAY_KEY_PREVIOUS, put a new one (openssl rand -base64 32) into HALLWAY_KEY, and set HALLWAY_KEY_VERSION=${newest + 1}; then start Hallway again.`);
  }
  const next: Secrets = {
    ...secrets,
    key: randomBytes(32).toString('base64'),
    keyVersion: newest + 1,
    formerKeys: [{ version: newest, key: secrets.key, until: new Date().toISOString() }, ...(secrets.formerKeys ?? [])],
  };
  writeSecrets(folder, next);
  return next;
}

function forgetFormer(folder: string, { formerKeys: _, ...kept }: Secrets): void {
  writeSecrets(folder, kept);
  process.stdout.write('Former versions are forgotten: no backup from before can be opened any more.\n');
}
