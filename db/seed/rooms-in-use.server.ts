import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { bookUse, leftOut, type BookUse } from '../../app/rooms/book-use.server.ts';
import { keepRoom } from '../../app/rooms/keep-room.server.ts';
import { putOutOfOrder } from '../../app/rooms/out-of-order.server.ts';
import { localDay, weekdayOf } from '../../app/time/zone.ts';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Database, Tx } from '../connect.server.ts';
import type { Cast } from './cast.server.ts';
import { demoZone } from './demo-calendar.ts';
import { minute } from './minute.ts';

const hour = 3_600_000;

/**
 * What else a school does with its rooms: a weekly lunch group, a make-up test next week, and Portable 3, which has no heat until the day after
 * tomorrow. Booked by hand after all stories, so that nothing that was told is undone by it.
 */
export async function fillRooms(db: Database, job: Actor, cast: Cast, today: Temporal.PlainDate): Promise<void> {
  const schoolId = await asActor(db, job, 'demo', (tx) => idOf(tx, sql`select id from organisation where partnership_id = ctx_partnership() and name = 'Alder Creek Middle'`));
  const [frontOffice, counselor] = [cast.of('front_office', schoolId), cast.of('counselor', schoolId)];
  const portable = randomUUID();
  await asActor(db, frontOffice, 'room.change', async (tx) => {
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: minute('08:00'), endMinute: minute('15:05') }));
    await keepRoom(tx, schoolId, { id: portable, name: 'Portable 3', seats: 4, adultOnSite: 'Joan Tran', adultPhone: '614-555-0114', hours, equipment: ['tablet', 'whiteboard'], accessibility: ['quiet'], words: 'Two steps up; the key hangs at the front desk.', beforeMinutes: 5 });
    await putOutOfOrder(tx, { id: portable, schoolId }, { fromMs: localDay(demoZone, today.toString()).fromMs, untilMs: localDay(demoZone, today.add({ days: 2 }).toString()).fromMs + 12 * hour, reason: 'heat', words: 'Facilities has it, ticket 4471.' });
  });
  const roomId = await asActor(db, frontOffice, 'room.read', (tx) => idOf(tx, sql`select id from room where partnership_id = ctx_partnership() and school_id = ${schoolId} and name = 'Room 114'`));
  const use = (wanted: Omit<BookUse, 'roomId' | 'leaveOut' | 'key' | 'weekdays'>) => ({ roomId, leaveOut: '', weekdays: [], ...wanted, key: randomUUID() });
  const tuesday = today.add({ days: (2 - today.dayOfWeek + 7) % 7 || 7 });
  const lunch = use({ kind: 'group', words: 'Lunch group', date: tuesday.toString(), startMinute: minute('11:42'), endMinute: minute('12:16'), repeat: 'weekly', lastDate: tuesday.add({ weeks: 9 }).toString() });
  const booked = await bookUse(db, counselor, lunch);
  // The days without school are left out, as whoever books sees and agrees to.
  if (!booked.ok && booked.reason === 'exceptions' && booked.count > 0) await bookUse(db, counselor, { ...lunch, leaveOut: leftOut(booked.days), key: randomUUID() });
  for (let ahead = 6; ahead < 20; ahead++) {
    const date = today.add({ days: ahead }).toString();
    if (![1, 2, 4, 5].includes(weekdayOf(date))) continue;
    const test = await bookUse(db, frontOffice, use({ kind: 'test', words: 'Make-up test', date, startMinute: minute('14:08'), endMinute: minute('14:58'), repeat: 'once', lastDate: null }));
    if (test.ok) return;
  }
  throw new Error('no day was left for the make-up test');
}

async function idOf(tx: Tx, query: SQL): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(query);
  if (!row) throw new Error('the demo lacks a school or a room');
  return row.id;
}
