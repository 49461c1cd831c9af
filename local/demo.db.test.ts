import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setUpCodeSha256 } from '../app/partnership/set-up-code.server.ts';
import { testDatabase } from '../db/test-database.ts';
import { readyDemo } from './demo.ts';
import { progressTo } from './progress.ts';
import { purposeOf } from './purpose.ts';
import { readOrMakeSecrets } from './secrets.ts';
import { replaceSetUpCode } from './set-up-code.ts';

const t = await testDatabase();
const urls = { owner: t.url('hallway_owner'), app: t.url('hallway_app'), auth: t.url('hallway_auth'), sealer: t.url('hallway_sealer') };
let folder: string;
let said: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hallway-demo-'));
  said = '';
  await t.owner`delete from partnership`;
  await t.owner`update installation set kind = 'real'`;
});
afterEach(() => rmSync(folder, { recursive: true }));

const ready = (fresh: boolean, demo?: string) => readyDemo(
  { folder, secrets: readOrMakeSecrets(folder) }, urls, 'http://localhost:3000', { ...(demo && { HALLWAY_DEMO: demo }) } as NodeJS.ProcessEnv,
  progressTo({ write: (text) => { said += text; } }, () => 0), fresh,
);
const partnerships = async () => (await t.owner`select from partnership`).length;
const makePartnership = () => t.owner`insert into partnership (name, zone) values ('Stone Ridge', 'America/Chicago')`;

test('an empty database begun with --fresh stays empty, at every later start too', async () => {
  expect(await ready(true)).toBe(false);
  expect(purposeOf(folder)).toBe('real');
  expect(await ready(false)).toBe(false);
  expect(await ready(false, '1')).toBe(false);
  expect(said).toContain('HALLWAY_DEMO=1 is not obeyed');
  expect(await partnerships()).toBe(0);
});

test('--fresh over a demo, or over half of one, is refused and says how to leave it', async () => {
  await t.owner`update installation set kind = 'demo'`;
  await expect(ready(true)).rejects.toThrow('npm run leave-demo');
  await t.owner`update installation set kind = 'real'`;
  writeFileSync(path.join(folder, 'demo-half-filled'), '');
  await expect(ready(true)).rejects.toThrow('npm run leave-demo');
  expect(purposeOf(folder)).toBeNull();
});

test('--fresh over what is set up already changes nothing, and says so', async () => {
  await makePartnership();
  expect(await ready(true)).toBe(false);
  expect(said).toContain('set up already');
  expect(await partnerships()).toBe(1);
});

test('each start prints another code until somebody has set it up; only the newest works, and only its hash is kept', async () => {
  const [first, second] = [await replaceSetUpCode(urls.owner), await replaceSetUpCode(urls.owner)];
  expect(second).not.toBe(first);
  const kept = await t.owner<{ code_sha256: Buffer }[]>`select code_sha256 from set_up_code`;
  expect(kept.map((row) => row.code_sha256.toString('hex'))).toEqual([setUpCodeSha256(second ?? '').toString('hex')]);
  await makePartnership();
  expect(await replaceSetUpCode(urls.owner)).toBeNull();
  expect(await t.owner`select from set_up_code`).toHaveLength(0);
});
