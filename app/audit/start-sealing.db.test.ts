import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { connect } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { latestCheck } from './latest-check.server.ts';
import { newestSealOutside } from './newest-seal.server.ts';
import { record } from './record.server.ts';
import { sealingRound } from './start-sealing.server.ts';

const t = await testDatabase();
const auditKey = Buffer.alloc(32, 2);
holdKeys({ key: Buffer.alloc(32, 1), auditKey });
const sealer = connect(t.url('hallway_sealer'), { max: 1 });
const superuser = postgres(t.url('postgres'), { max: 1, onnotice: () => undefined });
const folder = await mkdtemp(join(tmpdir(), 'hallway-seal-'));
const newestSealPath = join(folder, 'newest-seal.json');
const warnings: unknown[] = [];
const context = {
  log: { info: () => undefined, warn: (event: string, fields?: object) => void warnings.push([event, fields]), surprise: () => undefined },
  config: { auditKey, newestSealPath, databaseSealerUrl: t.url('hallway_sealer') },
};
let p: TestPartnership;
beforeAll(async () => {
  p = await testPartnership(t);
});
afterAll(async () => {
  await sealer.close();
  await superuser.end();
  await rm(folder, { recursive: true });
});

const minuteMs = 60_000;
let nowMs = 10_000 * minuteMs;
/** A round so much later that everything is read again. */
const fullRound = () => sealingRound(sealer, context, (nowMs += 60 * minuteMs));
const quickRound = () => sealingRound(sealer, context, (nowMs += 1_000));
const look = () => asActor(t.app, p.counselor, 'test', (tx) => record(tx, { action: 'student.searched', body: { count: 1 } }));
const tamper = (statement: string) => superuser.unsafe(`set session_replication_role = replica; ${statement}; set session_replication_role = origin`);

beforeEach(async () => {
  await tamper('truncate audit_seal, audit_entry');
  await rm(newestSealPath, { force: true });
  warnings.length = 0;
  await fullRound();
});

test('each round seals what is settled, checks it, and keeps the newest seal outside', async () => {
  await look();
  expect(await quickRound()).toMatchObject({ broken: null, newest: { n: 1 } });
  expect(await newestSealOutside(newestSealPath)).toMatchObject({ n: 1 });
  await look();
  await quickRound();
  expect(await newestSealOutside(newestSealPath)).toMatchObject({ n: 2 });
  expect(latestCheck()).toMatchObject({ atMs: nowMs, check: { broken: null, sealedRows: 2 } });
});

test('a seal kept outside that the chain does not hold is told and never written over: it is the evidence', async () => {
  await look();
  await quickRound();
  const evidence = await readFile(newestSealPath, 'utf8');
  await tamper('truncate audit_seal, audit_entry');
  await look();
  expect((await fullRound()).broken).toEqual({ kind: 'newest-seal-differs', n: 1 });
  await look();
  await quickRound();
  expect(await readFile(newestSealPath, 'utf8')).toBe(evidence);
  expect(warnings).toContainEqual(['trail-broken', { reason: 'newest-seal-differs' }]);
});

test('what was found broken stays told until everything has been read again and holds', async () => {
  await look();
  await quickRound();
  await tamper(`update audit_entry set hmac = set_byte(hmac, 0, get_byte(hmac, 0) # 1)`);
  expect((await fullRound()).broken?.kind).toBe('row-altered');
  await tamper(`update audit_entry set hmac = set_byte(hmac, 0, get_byte(hmac, 0) # 1)`);
  expect((await quickRound()).broken?.kind).toBe('row-altered');
  expect((await fullRound()).broken).toBeNull();
});

test('a file that holds something else is not taken for a seal', async () => {
  await writeFile(newestSealPath, '{"n":0}');
  await expect(quickRound()).rejects.toThrow();
});
