import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { record } from '../app/audit/record.server.ts';
import { sealAudit } from '../app/audit/seal-audit.server.ts';
import { holdKeys } from '../app/sealed/held-keys.server.ts';
import { sealText } from '../app/sealed/sealed-text.server.ts';
import { asActor } from '../db/as-actor.server.ts';
import { connect } from '../db/connect.server.ts';
import { testDatabase } from '../db/test-database.ts';
import { addStudent, testPartnership, type TestPartnership } from '../db/test-partnership.ts';
import { keysOf, keysToServe, type KeysOf } from './keys-of.ts';
import { keepKeyChecks, refuseOtherKeys } from './prove-keys.ts';
import { finishRotation } from './rotation.ts';
import type { Secrets } from './secrets.ts';

const t = await testDatabase();
const ownerUrl = t.url('hallway_owner');
const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const secrets = { key: key(1), linkKey: key(9), auditKey: key(2), sessionSecret: 'the secret that this installation made once' } as Secrets;
const given = (env: Record<string, string>, kept = secrets): KeysOf => keysOf(kept, env as unknown as NodeJS.ProcessEnv);
const served = (env: Record<string, string>, kept = secrets): KeysOf => keysToServe(kept, env as unknown as NodeJS.ProcessEnv);
const checks = async () => (await t.owner`select key_checks as checks from installation`)[0]?.['checks'] as Record<string, string | null>;
const refused = (keys: KeysOf) => refuseOtherKeys(ownerUrl, keys).then(() => null, (error: Error) => `${error.name}: ${error.message}`);

let p: TestPartnership;
beforeAll(async () => {
  holdKeys(given({}));
  p = await testPartnership(t);
  const s = await addStudent(t, p);
  await asActor(t.app, p.counselor, 'test', async (tx) => {
    await record(tx, { action: 'student.read', studentId: s.id.student });
    await sealText(tx, { studentId: s.id.student, regime: 'school', table: 'referral', column: 'why_sealed', rowId: randomUUID() }, 'told in confidence');
  });
  const sealer = connect(t.url('hallway_sealer'), { max: 1 });
  await sealAudit(sealer, Buffer.alloc(32, 2));
  await sealer.close();
});
beforeEach(async () => {
  await t.owner`update installation set key_checks = '{}'`;
});

describe('once a key is in use', () => {
  beforeEach(() => keepKeyChecks(ownerUrl, given({})));

  test('it is known again, and nothing is changed by that', async () => {
    const before = await checks();
    expect(Object.keys(before).sort()).toEqual(['audit', 'link', 'wrapping 1']);
    expect(await refused(given({}))).toBeNull();
    await keepKeyChecks(ownerUrl, given({}));
    expect(await checks()).toEqual(before);
    expect(JSON.stringify(before)).not.toContain(Buffer.alloc(32, 1).toString('hex'));
  });

  test('another one is refused by the name of the variable that it came in', async () => {
    expect(await refused(given({ HALLWAY_KEY: key(7) }))).toMatch(/^OtherKey: HALLWAY_KEY is not the key \(version 1\)/u);
    expect(await refused(given({ HALLWAY_AUDIT_KEY: key(7) }))).toMatch(/^OtherKey: HALLWAY_AUDIT_KEY is not the key that signs/u);
    expect(await refused(given({ HALLWAY_KEY: key(8), HALLWAY_KEY_PREVIOUS: key(7), HALLWAY_KEY_VERSION: '2' }))).toMatch(/^OtherKey: HALLWAY_KEY_PREVIOUS is not the key \(version 1\)/u);
    expect(await refused(given({}, { ...secrets, key: key(7) }))).toMatch(/^OtherKey: secrets\.json is not the key/u);
    expect(await refused(given({ HALLWAY_KEY: 'short' }))).toMatch(/^OtherKey: HALLWAY_KEY must be 32 bytes/u);
    expect(await refused(given({ HALLWAY_KEY: key(1), HALLWAY_KEY_VERSION: 'two' }))).toMatch(/^OtherKey: HALLWAY_KEY_VERSION/u);
  });

  test('links are derived from no other key, wherever it came from', async () => {
    expect(await refused(given({ HALLWAY_LINK_KEY: key(7) }))).toMatch(/^OtherKey: HALLWAY_LINK_KEY is not the key that links .* Give the right one in HALLWAY_LINK_KEY/u);
    expect(await refused(given({}, { ...secrets, linkKey: key(7) }))).toMatch(/^OtherKey: secrets\.json is not the key that links/u);
    // A key of one's own for an installation that had none derives links too, unless it is told from what.
    expect(await refused(given({ HALLWAY_KEY: key(1) }))).toMatch(/^OtherKey: HALLWAY_KEY is not the key that links .* in HALLWAY_LINK_KEY: .* the linkKey of secrets\.json/u);
    expect(await refused(given({ HALLWAY_KEY: key(1), HALLWAY_LINK_KEY: key(9) }))).toBeNull();
  });

  test('a portal serves with no other secret of sessions; a command, which uses none, is not asked for it', async () => {
    const other = { HALLWAY_SESSION_SECRET: 'one that lies about in a shell, by mistake' };
    await keepKeyChecks(ownerUrl, served({}));
    expect(Object.keys(await checks()).sort()).toEqual(['audit', 'link', 'session', 'wrapping 1']);
    expect(await refused(served({}))).toBeNull();
    expect(await refused(served(other))).toMatch(/^OtherKey: HALLWAY_SESSION_SECRET is not the secret .* Give the right one in HALLWAY_SESSION_SECRET/u);
    expect(await refused(served({}, { ...secrets, sessionSecret: 'made anew' }))).toMatch(/^OtherKey: secrets\.json is not the secret/u);
    expect(await refused(given(other))).toBeNull();
    expect(JSON.stringify(await checks())).not.toContain(secrets.sessionSecret);
  });

  test.each([
    ['link', { HALLWAY_LINK_KEY: key(5) }, 'HALLWAY_LINK_KEY'],
    ['session', { HALLWAY_SESSION_SECRET: 'chosen anew as the one before was lost' }, 'HALLWAY_SESSION_SECRET'],
  ])('what its owner gave up (%s) gives way to the next one, and to that one alone', async (name, env, from) => {
    await keepKeyChecks(ownerUrl, served({}));
    await t.owner`update installation set key_checks = key_checks || jsonb_build_object(${name}::text, null)`;
    expect(await refused(served(env))).toBeNull();
    await keepKeyChecks(ownerUrl, served(env));
    expect(await refused(served(env))).toBeNull();
    expect(await refused(served({ [from]: key(6) }))).toContain(`${from} is not the`);
    expect(await refused(served({}))).toContain('secrets.json is not the');
  });

  test('the one who comes second with another does not replace it', async () => {
    await expect(keepKeyChecks(ownerUrl, given({ HALLWAY_AUDIT_KEY: key(7) }))).rejects.toThrow('HALLWAY_AUDIT_KEY');
    expect(await refused(given({}))).toBeNull();
  });

  test('a trail key that its owner gave up gives way to the next one, and to that one alone', async () => {
    await t.owner`update installation set key_checks = key_checks || '{"audit": null}'`;
    const next = given({ HALLWAY_AUDIT_KEY: key(5) });
    expect(await refused(next)).toBeNull();
    await keepKeyChecks(ownerUrl, next);
    expect(await refused(next)).toBeNull();
    expect(await refused(given({}))).toContain('secrets.json is not the key that signs');
  });
});

describe('a database from before keys were checked', () => {
  test('tries them on what is there', async () => {
    expect(await refused(given({}))).toBeNull();
    expect(await refused(given({ HALLWAY_KEY: key(7) }))).toContain('HALLWAY_KEY is not the key');
    expect(await refused(given({ HALLWAY_AUDIT_KEY: key(7) }))).toContain('HALLWAY_AUDIT_KEY is not the key');
    expect(await checks()).toEqual({});
  });

  test('an installation without its row, or without its table, is new: any key is right', async () => {
    const elsewhere = new URL(t.url('postgres'));
    elsewhere.pathname = '/postgres';
    expect(await refuseOtherKeys(elsewhere.href, given({ HALLWAY_KEY: randomBytes(32).toString('base64') }))).toBeUndefined();
  });
});

describe('a new version without the one before', () => {
  const alone = given({ HALLWAY_KEY: key(4), HALLWAY_KEY_VERSION: '2', HALLWAY_LINK_KEY: key(9) });

  test('is refused before anything is written, and the old setting works on', async () => {
    expect(await refused(alone)).toMatch(/^OtherKey: This database is sealed with version 1 .* Give it in HALLWAY_KEY_PREVIOUS/u);
    await expect(keepKeyChecks(ownerUrl, alone)).rejects.toThrow('version 1');
    await expect(finishRotation(ownerUrl, alone)).rejects.toThrow('version 1');
    expect(await checks()).toEqual({});
    expect(await t.owner`select key_version from installation`).toEqual([{ key_version: 1 }]);
    expect(await refused(given({}))).toBeNull();
  });

  test('is refused where nothing but a check says that somebody seals with the one before', async () => {
    const emptied = await testDatabase();
    const url = emptied.url('hallway_owner');
    await refuseOtherKeys(url, alone);
    await keepKeyChecks(url, given({}));
    await expect(refuseOtherKeys(url, alone)).rejects.toThrow('version 1');
  });

  test('with it passes, and is kept no sooner than it seals', async () => {
    const both = given({ HALLWAY_KEY: key(4), HALLWAY_KEY_VERSION: '2', HALLWAY_KEY_PREVIOUS: key(1), HALLWAY_LINK_KEY: key(9) });
    await keepKeyChecks(ownerUrl, both);
    expect(Object.keys(await checks()).sort()).toEqual(['audit', 'link', 'wrapping 1']);
  });
});

test('a rotation keeps what stands for the new key before it seals; a lower version is refused from then on', async () => {
  await keepKeyChecks(ownerUrl, given({}));
  const rotated = given({}, { ...secrets, key: key(4), keyVersion: 2, formerKeys: [{ version: 1, key: key(1), until: '2026-11-24T12:00:00.000Z' }] });
  expect(await finishRotation(ownerUrl, rotated)).toBeGreaterThan(0);
  expect(Object.keys(await checks()).sort()).toEqual(['audit', 'link', 'wrapping 1', 'wrapping 2']);
  expect(await refused(given({ HALLWAY_KEY: key(1) }))).toContain('HALLWAY_KEY holds version 1');
  expect(await refused(given({ HALLWAY_KEY: key(6), HALLWAY_KEY_VERSION: '2' }))).toContain('HALLWAY_KEY is not the key (version 2)');
  expect(await refused(rotated)).toBeNull();
});

test('nothing is migrated, and no password of a role is set anew, by whoever comes with another key', async () => {
  const { startDatabase } = await import('./database.ts');
  const before = await t.owner`select backups_by, era, key_checks from installation`;
  const progress = { begin: () => ({ tell: () => undefined, done: () => undefined }), say: () => undefined };
  const order = { installation: { folder: '/nowhere', secrets, record: { note: () => undefined } }, progress, env: { DATABASE_URL: ownerUrl, HALLWAY_KEY: key(7), HALLWAY_KEY_VERSION: '2' } };
  await expect(startDatabase(order as unknown as Parameters<typeof startDatabase>[0])).rejects.toThrow('HALLWAY_KEY is not the key');
  expect(await t.owner`select backups_by, era, key_checks from installation`).toEqual(before);
  expect(await t.app.execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
});
