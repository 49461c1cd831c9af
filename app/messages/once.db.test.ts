import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { testPartnership, type TestPartnership } from '../../db/test-partnership.ts';
import { once } from './once.server.ts';

const t = await testDatabase();
let p: TestPartnership;
beforeAll(async () => {
  p = await testPartnership(t);
});

/** An effect that shows how often it happened: a room with that name. */
const addRoom = (tx: Tx, name: string): Promise<unknown> =>
  tx.execute(sql`insert into room (partnership_id, id, school_id, name) values (ctx_partnership(), ${randomUUID()}, ${p.id.school}, ${name})`);
const rooms = async (name: string): Promise<number> => (await t.owner`select 1 from room where name = ${name}`).length;

const ask = (key: string, name: string, actor: Actor = p.coordinator, ok = true) =>
  asActor(t.app, actor, 'test', (tx) =>
    once(tx, { key, action: 'room.change', body: { name } }, async (inner) => {
      await addRoom(inner, name);
      return ok ? { ok: true as const, roomName: name, at: randomUUID() } : { ok: false as const, reason: 'no' };
    }));

test('twenty of the same at once have one effect and get one answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask('key-twenty', 'Room 1')));
  expect(await rooms('Room 1')).toBe(1);
  expect(new Set(answers.map((answer) => JSON.stringify(Object.entries(answer).sort()))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ok: true, roomName: 'Room 1' });
});

test('the same key with something else in it is refused, and nothing is done', async () => {
  await ask('key-other-body', 'Room 2');
  expect(await ask('key-other-body', 'Room 3')).toEqual({ ok: false, reason: 'key-reused' });
  expect(await rooms('Room 3')).toBe(0);
});

test('a refusal undoes the work and leaves the key free for another try', async () => {
  expect(await ask('key-refused', 'Room 4', p.coordinator, false)).toEqual({ ok: false, reason: 'no' });
  expect(await rooms('Room 4')).toBe(0);
  expect(await ask('key-refused', 'Room 4')).toMatchObject({ ok: true });
});

test('work that throws leaves no key behind', async () => {
  const broken = asActor(t.app, p.coordinator, 'test', (tx) => once(tx, { key: 'key-thrown', action: 'room.change', body: {} }, () => Promise.reject<{ ok: boolean }>(new Error('surprise'))));
  await expect(broken).rejects.toThrow('surprise');
  expect(await t.owner`select 1 from idempotency where key = 'key-thrown'`).toHaveLength(0);
});

test('a key is its maker\'s own: somebody else who takes it neither gets the answer nor is refused', async () => {
  await ask('key-of-two', 'Room 5');
  expect(await ask('key-of-two', 'Room 6', p.frontOffice)).toMatchObject({ ok: true, roomName: 'Room 6' });
});
