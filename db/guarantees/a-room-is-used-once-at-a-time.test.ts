import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Tx } from '../connect.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { studentInCare, take, Taken, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
/** Periods 1 and 2 of Tuesday 1 December, 8:10 to 9:00 and 9:05 to 9:55 in Columbus. */
const [period1, period2] = ['2026-12-01T13:10:00Z', '2026-12-01T14:05:00Z'];
let p: TestPartnership;
let elsewhere: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  elsewhere = await testPartnership(t, 'Elsewhere');
  s = await studentInCare(t, p, 'Maya', 'Robinson');
});

/** As if nothing had been booked, used or taped: the owner alone may do so. */
const clear = () => t.owner.begin(async (sql) => {
  await sql`update occupancy set released_at = clock_now() where appointment_id is not null and released_at is null`;
  await sql`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
  await sql`set constraints all immediate`;
  for (const table of ['occupancy', 'appointment_student', 'appointment', 'room_use', 'room_out_of_order']) {
    await sql`alter table ${sql(table)} disable trigger user`;
    await sql`delete from ${sql(table)}`;
    await sql`alter table ${sql(table)} enable trigger user`;
  }
});

afterEach(async () => {
  await t.moveClockTo(tuesdayMorning);
  await clear();
  await t.owner`update room set before_minutes = 0, after_minutes = 0, retired_at = null`;
});

const promise = (work: Promise<unknown>) => work.then(() => 'done', (error: unknown) => (error instanceof Taken ? 'taken' : (refusalIn(error)?.promise ?? error)));
const book = (start: string, state?: 'held') => asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, start, state));

type Wanted = { start: string; minutes?: number; words?: string; roomId?: string; schoolId?: string };
/** A use as a script would write it: straight to the tables, without locks. */
async function useRoom(tx: Tx, { start, minutes = 50, words = 'Make-up test', roomId = p.id.room, schoolId = p.id.school }: Wanted): Promise<string> {
  const id = randomUUID();
  await tx.execute(sql`insert into room_use (partnership_id, id, school_id, room_id, series_id, during, kind, words, made_by)
    values (${p.id.partnership}, ${id}, ${schoolId}, ${roomId}, ${id}, tstzrange(${start}::timestamptz, ${start}::timestamptz + make_interval(mins => ${minutes})), 'test', ${words}, ctx_person())`);
  const { count } = await tx.execute(sql`insert into occupancy (partnership_id, room_use_id, kind, resource_id, during, blocked)
    select u.partnership_id, u.id, 'room', u.room_id, u.during, u.during from room_use u where u.id = ${id} on conflict on constraint nobody_in_two_places do nothing`);
  if (count === 0) throw new Taken();
  return id;
}
const use = (wanted: Wanted, actor: Actor = p.frontOffice) => asActor(t.app, actor, 'test', (tx) => useRoom(tx, wanted));
const tape = (from: string, until: string | null, actor: Actor = p.frontOffice) => asActor(t.app, actor, 'test', async (tx) => {
  const id = randomUUID();
  await tx.execute(sql`insert into room_out_of_order (partnership_id, id, school_id, room_id, during, reason, words, reported_by)
    values (${p.id.partnership}, ${id}, ${p.id.school}, ${p.id.room}, tstzrange(${from}::timestamptz, ${until}::timestamptz), 'heat', 'No heat', ctx_person())`);
  return id;
});
const blocked = async () => (await t.owner`select to_char(lower(blocked) at time zone 'UTC', 'HH24:MI') || '–' || to_char(upper(blocked) at time zone 'UTC', 'HH24:MI') as at from occupancy where kind = 'room' and released_at is null order by blocked`).map((row) => row.at as string);
const buffers = (before: number, after: number) => asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(sql`update room set before_minutes = ${before}, after_minutes = ${after} where id = ${p.id.room}`));

describe('a visit and another use', () => {
  test('never take a room at the same time, whichever came first', async () => {
    await use({ start: period1 });
    expect(await promise(book(period1))).toBe('taken');
    expect(await promise(book(period2))).toBe('done');
    expect(await promise(use({ start: period2, minutes: 1 }))).toBe('taken');
  });

  test('of 60 writers at once, half of them visits, one has the room and the others leave nothing behind', async () => {
    const results = await Promise.all(Array.from({ length: 60 }, (_, n) => promise(n % 2 === 0 ? use({ start: period1, minutes: 30 + n }) : book(period1))));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(results.filter((result) => result === 'taken')).toHaveLength(59);
    const [rows] = await t.owner`select (select count(*) from occupancy where kind = 'room')::int as rooms, (select count(*) from room_use)::int + (select count(*) from appointment)::int as what`;
    expect(rows).toEqual({ rooms: 1, what: 1 });
  });

  test('keep the room’s own minutes between them, though the writer says none', async () => {
    await buffers(5, 10);
    await book(period1);
    expect(await blocked()).toEqual(['13:05–14:10']);
    expect(await promise(use({ start: '2026-12-01T14:05:00Z' }))).toBe('taken');
    expect(await promise(use({ start: '2026-12-01T14:14:00Z' }))).toBe('taken');
    expect(await promise(use({ start: '2026-12-01T14:15:00Z' }))).toBe('done');
  });

  test('that stand too close when a room gets more minutes come to lie over nothing', async () => {
    await book(period1);
    await use({ start: '2026-12-01T14:05:00Z' });
    await buffers(5, 10);
    expect(await blocked()).toEqual(['13:05–14:05', '14:05–15:05']);
    await buffers(0, 3);
    expect(await blocked()).toEqual(['13:10–14:03', '14:05–14:58']);
  });
});

describe('a use', () => {
  test('has its room, for its own time, as long as it is not released', async () => {
    const id = await use({ start: period1 });
    const release = sql`update occupancy set released_at = clock_now() where room_use_id = ${id}`;
    expect(await outcomeOf(t, p.frontOffice, release)).toBe('a_room_use_takes_its_room');
    const released = sql`update room_use set released_at = clock_now(), released_by = ctx_person() where id = ${id}`;
    expect(await outcomeOf(t, p.frontOffice, released)).toBe('a_released_room_use_frees_its_room');
    expect(await outcomeOf(t, p.frontOffice, sql`update room_use set during = tstzrange(lower(during), upper(during) + interval '5 minutes') where id = ${id}`)).toBe('a_room_use_takes_its_room');
    expect(await outcomeOf(t, p.frontOffice, release, released)).toBe(1);
    expect(await outcomeOf(t, p.frontOffice, sql`update room_use set released_at = null where id = ${id}`)).toBe('a_released_room_use_stays');
    expect(await promise(book(period1))).toBe('done');
  });

  test('without a room, of something else, or beside a visit in one row, is refused', async () => {
    const appointmentId = await book(period2);
    const id = await use({ start: period1 });
    const again = (columns: { appointment?: string; kind?: string; resource?: string }) => outcomeOf(t, p.coordinator, sql`insert into occupancy (partnership_id, room_use_id, appointment_id, kind, resource_id, during, blocked)
      select partnership_id, id, ${columns.appointment ?? null}::uuid, ${columns.kind ?? 'room'}, ${columns.resource ?? p.id.therapist}::uuid, during, during from room_use where id = ${id}`);
    expect(await again({})).toBe('occupancy_follows_its_room_use');
    expect(await again({ kind: 'therapist' })).not.toBe(1);
    expect(await again({ appointment: appointmentId })).not.toBe(1);
    const bare = sql`insert into room_use (partnership_id, id, school_id, room_id, series_id, during, kind) select partnership_id, gen_random_uuid(), school_id, room_id, series_id, during, kind from room_use where id = ${id}`;
    expect(await outcomeOf(t, p.frontOffice, bare)).toBe('a_room_use_takes_its_room');
  });

  test('is not freed by an ended hold, nor by cancelling a visit', async () => {
    await use({ start: period1 });
    await book(period2, 'held');
    await t.moveClockTo('2026-11-24T14:00:00Z');
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select gate.release_expired_holds(array[${p.id.room}]::uuid[])`));
    expect(await blocked()).toEqual(['13:10–14:00']);
  });

  test('in another school’s room is refused, as is one in a room that is out of use', async () => {
    const otherRoom = randomUUID();
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`insert into room (partnership_id, id, school_id, name) values (${p.id.partnership}, ${otherRoom}, ${p.id.otherSchool}, 'Room 9')`));
    expect(await promise(use({ start: period1, roomId: otherRoom }))).toBe('a_use_lies_in_a_room_of_its_school');
    await expect(use({ start: period1, roomId: otherRoom, schoolId: p.id.otherSchool }).catch((error: unknown) => String((error as Error).cause))).resolves.toMatch(/row-level security/);
    expect(await promise(use({ start: period1, roomId: otherRoom, schoolId: p.id.otherSchool }, p.coordinator))).toBe('done');
    await t.owner`update room set retired_at = clock_now() where id = ${p.id.room}`;
    expect(await promise(use({ start: period1 }))).toBe('a_room_out_of_use_is_not_taken');
  });

  test('names no student, and may be called much else', async () => {
    for (const words of ['Test for Maya Robinson', 'maya r. make-up', 'Robinson, Maya']) expect(await promise(use({ start: period1, words }))).toBe('a_room_use_names_no_student');
    expect(await promise(use({ start: period1, words: 'Maya Angelou reading group' }))).toBe('done');
  });

  test('tells nobody who asks the database which students a school has', async () => {
    for (const actor of [p.counselor, p.otherCounselor, p.therapist, p.frontOffice, s.guardian, elsewhere.coordinator]) {
      expect(await outcomeOf(t, actor, sql`select gate.names_a_student(${p.id.school}::uuid, 'Maya Robinson')`)).toBe('not theirs');
    }
  });

  test('that is over stays as it was, and none is made for yesterday', async () => {
    const id = await use({ start: period1 });
    expect(await promise(use({ start: '2026-11-23T14:00:00Z' }))).toBe('a_room_use_lies_ahead');
    await t.moveClockTo('2026-12-01T14:01:00Z');
    expect(await outcomeOf(t, p.frontOffice, sql`update room_use set words = 'Other' where id = ${id}`)).toBe('a_room_use_lies_ahead');
  });

  test('is seen and changed by the school’s own people and the coordinator alone', async () => {
    const id = await use({ start: period1 });
    const seen = sql`select from room_use u join occupancy o on o.room_use_id = u.id where u.id = ${id}`;
    for (const actor of [p.frontOffice, p.counselor, p.coordinator]) expect(await outcomeOf(t, actor, seen)).toBe(1);
    for (const actor of [p.otherCounselor, p.therapist, p.privacyOfficer, s.guardian, elsewhere.coordinator, elsewhere.frontOffice]) {
      expect(await outcomeOf(t, actor, seen)).toBe(0);
      expect(await outcomeOf(t, actor, sql`update room_use set words = 'Mine' where id = ${id}`)).toBe(0);
      expect(await outcomeOf(t, actor, sql`update occupancy set released_at = clock_now() where room_use_id = ${id}`)).toBe(0);
    }
    await expect(asActor(t.app, p.therapist, 'test', (tx) => useRoom(tx, { start: period2 })).catch((error: unknown) => String((error as Error).cause))).resolves.toMatch(/row-level security/);
  });
});

describe('a room out of order', () => {
  test('is not booked, not held and not used then, and is afterwards', async () => {
    await tape('2026-12-01T13:30:00Z', '2026-12-01T14:00:00Z');
    expect(await promise(book(period1))).toBe('a_room_out_of_order_is_not_booked');
    expect(await promise(book(period1, 'held'))).toBe('a_room_out_of_order_is_not_booked');
    expect(await promise(use({ start: period1 }))).toBe('a_room_out_of_order_is_not_booked');
    expect(await promise(book(period2))).toBe('done');
  });

  test('without a known end is not booked from then on', async () => {
    await tape('2026-12-01T14:00:00Z', null);
    expect(await promise(book(period1))).toBe('done');
    expect(await promise(book(period2))).toBe('a_room_out_of_order_is_not_booked');
  });

  test('keeps a hold from being booked, and leaves what is booked standing', async () => {
    const held = await book(period1, 'held');
    const booked = await book(period2);
    await tape('2026-12-01T13:00:00Z', '2026-12-01T20:00:00Z');
    const confirm = (id: string) => outcomeOf(t, p.coordinator, sql`update occupancy set held_until = null where appointment_id = ${id}`, sql`update appointment set state = 'booked', held_until = null where id = ${id} and state = 'held'`);
    expect(await confirm(held)).toBe('a_room_out_of_order_is_not_booked');
    expect((await t.owner`select state from appointment where id = ${booked}`)[0]!.state).toBe('booked');
  });

  test('and a booking at the same moment: either the booking came first, or it is refused', async () => {
    for (let round = 0; round < 6; round++) {
      const [booked, taped] = await Promise.all([promise(book(period1)), promise(tape('2026-12-01T13:00:00Z', '2026-12-01T20:00:00Z'))]);
      expect(taped).toBe('done');
      expect(['done', 'a_room_out_of_order_is_not_booked']).toContain(booked);
      expect((await t.owner`select from appointment`).length).toBe(booked === 'done' ? 1 : 0);
      await clear();
    }
  });

  test('is mended early and then booked; what it was stays in what was', async () => {
    const id = await tape('2026-11-24T12:00:00Z', null);
    expect(await promise(book(period1))).toBe('a_room_out_of_order_is_not_booked');
    expect(await outcomeOf(t, p.frontOffice, sql`delete from room_out_of_order where id = ${id}`)).toBe('what_was_out_of_order_stays');
    expect(await outcomeOf(t, p.frontOffice, sql`update room_out_of_order set during = tstzrange('2026-11-24T12:30:00Z', null) where id = ${id}`)).toBe('what_was_out_of_order_stays');
    expect(await outcomeOf(t, p.frontOffice, sql`update room_out_of_order set during = tstzrange(lower(during), clock_now()), mended_at = clock_now(), mended_by = ctx_person() where id = ${id}`)).toBe(1);
    expect(await promise(book(period1))).toBe('done');
    expect(await outcomeOf(t, p.frontOffice, sql`update room_out_of_order set during = tstzrange(lower(during), null) where id = ${id}`)).toBe('what_was_out_of_order_stays');
  });

  test('is said once at a time, by the school’s own people and the coordinator', async () => {
    await tape('2026-12-01T13:00:00Z', null);
    expect(await promise(tape('2026-12-02T13:00:00Z', '2026-12-02T14:00:00Z'))).toBe('out_of_order_once_at_a_time');
    for (const actor of [p.frontOffice, p.counselor, p.coordinator, p.therapist]) expect(await outcomeOf(t, actor, sql`select from room_out_of_order`)).toBe(1);
    for (const actor of [p.otherCounselor, p.privacyOfficer, s.guardian, elsewhere.coordinator]) expect(await outcomeOf(t, actor, sql`select from room_out_of_order`)).toBe(0);
    for (const actor of [p.therapist, p.otherCounselor, s.guardian]) expect(await outcomeOf(t, actor, sql`update room_out_of_order set words = 'Other'`)).toBe(0);
    expect(await outcomeOf(t, p.therapist, sql`delete from room_out_of_order`)).toBe(0);
  });
});
