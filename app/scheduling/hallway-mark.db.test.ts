import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { bookUse } from '../rooms/book-use.server.ts';
import { releaseUse } from '../rooms/move-use.server.ts';
import { endOutOfOrder, outOfOrderAhead, putOutOfOrder } from '../rooms/out-of-order.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { localDay } from '../time/zone.ts';
import { hallwayMark } from './hallway-mark.server.ts';

const t = await testDatabase();
const day = localDay('America/New_York', '2026-12-01');
let p: TestPartnership;

beforeAll(async () => {
  holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
});

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => asActor(t.app, actor, 'test', work);
const markOf = (within = day) => as(p.frontOffice, (tx) => hallwayMark(tx, within, p.id.school));

test('a hallway on which nothing happens keeps its mark', async () => {
  expect(await markOf()).toBe(await markOf());
});

test('a visit changes the mark when it is booked', async () => {
  const s = await studentInCare(t, p, 'Maya', 'Robinson');
  const before = await markOf();
  await as(p.coordinator, (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
  expect(await markOf()).not.toBe(before);
});

test('another use of a room changes the mark of its day when it is booked and when it is released, and of no other day', async () => {
  const nextDay = localDay('America/New_York', '2026-12-02');
  const [before, elsewhere] = [await markOf(), await markOf(nextDay)];
  const booked = await bookUse(t.app, p.frontOffice, { roomId: p.id.room, kind: 'test', words: '', date: '2026-12-01', startMinute: 780, endMinute: 830, repeat: 'once', weekdays: [], lastDate: null, leaveOut: '', key: randomUUID() });
  if (!booked.ok) throw new Error(booked.reason);
  const taken = await markOf();
  expect(taken).not.toBe(before);
  expect(await markOf(nextDay)).toBe(elsewhere);
  await as(p.frontOffice, (tx) => releaseUse(tx, booked.useIds[0]!, false));
  expect(await markOf()).not.toBe(taken);
});

test('a room that goes out of order, and is mended, changes the mark', async () => {
  const before = await markOf();
  await as(p.frontOffice, (tx) => putOutOfOrder(tx, { id: p.id.room, schoolId: p.id.school }, { ...day, reason: 'heat', words: '' }));
  const broken = await markOf();
  expect(broken).not.toBe(before);
  await as(p.frontOffice, async (tx) => {
    for (const { id, roomId } of await outOfOrderAhead(tx, p.id.room)) await endOutOfOrder(tx, roomId, id);
  });
  expect(await markOf()).not.toBe(broken);
});

test('a room by another name changes the mark', async () => {
  const before = await markOf();
  await as(p.coordinator, (tx) => tx.execute(sql`update room set name = 'Music room' where id = ${p.id.room}`));
  expect(await markOf()).not.toBe(before);
});
