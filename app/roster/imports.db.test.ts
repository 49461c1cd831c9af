import { resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { beginImport, rosterLock } from './importing/import-record.server.ts';
import { importRoster } from './import-roster.server.ts';
import { importOf, importsOf, remarksOf, schoolsWithoutPlace } from './imports.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
const demo = resolve(import.meta.dirname, '../../db/seed/roster');

let p: TestPartnership;
let elsewhere: TestPartnership;
beforeAll(async () => {
  p = await testPartnership(t);
  elsewhere = await testPartnership(t, 'Lakeshore');
});

const stateOf = (id: string) => asActor(t.app, p.coordinator, 'test', async (tx) => (await importOf(tx, id))?.state);

test('an import is found again with its counts, by those who may import and by nobody else', async () => {
  const outcome = await importRoster(t.app, p.coordinator, { path: demo, madeUp: true, source: null });
  const one = await asActor(t.app, p.privacyOfficer, 'test', (tx) => importOf(tx, outcome.importId));
  expect(one).toMatchObject({ source: 'Mill Creek SIS', format: 'oneroster-1.2', state: 'done', by: 'Renee Whitfield', rowsRead: one?.rowsInFiles, counts: { users: { refused: 0 } } });
  for (const actor of [p.counselor, p.frontOffice, p.therapist, elsewhere.coordinator]) {
    expect(await asActor(t.app, actor, 'test', (tx) => importOf(tx, outcome.importId))).toBeNull();
    expect(await asActor(t.app, actor, 'test', (tx) => remarksOf(tx, outcome.importId, { from: 0, most: 9 }))).toEqual({ remarks: [], count: 0 });
  }
  expect(await asActor(t.app, elsewhere.coordinator, 'test', (tx) => importsOf(tx, 9))).toEqual([]);
});

test('its schools wait for state and zone', async () => {
  expect(await asActor(t.app, p.coordinator, 'test', schoolsWithoutPlace)).toBe(3);
  expect(await asActor(t.app, elsewhere.coordinator, 'test', schoolsWithoutPlace)).toBe(0);
});

test('an import that fell silent has stopped, unless it still holds the lock', async () => {
  const id = await beginImport(t.app, p.coordinator);
  expect(await stateOf(id)).toBe('running');
  await t.owner`update roster_import set touched_at = now() - interval '5 minutes' where id = ${id}`;
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${rosterLock})`);
    expect(await stateOf(id)).toBe('running');
  });
  expect(await stateOf(id)).toBe('stopped');
});

test('a refused import says why and where', async () => {
  const outcome = await importRoster(t.app, p.coordinator, { path: resolve(demo, '..'), madeUp: true, source: null });
  expect(await asActor(t.app, p.coordinator, 'test', (tx) => importOf(tx, outcome.importId))).toMatchObject({ state: 'refused', counts: null, refused: { reason: 'nothing-here', file: null, line: null } });
});
