import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { releaseUse } from '../rooms/move-use.server.ts';
import { takeRoom } from '../rooms/take-room.server.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { makeVisitCode } from '../visits/visit-codes.server.ts';
import { usualRules } from './booking-rules.ts';
import { cancelAppointment } from './cancel-appointment.server.ts';
import { confirmBooking } from './confirm-booking.server.ts';
import { holdSlot } from './hold-slot.server.ts';
import { moveAppointment, type MoveWanted } from './move-appointment.server.ts';
import { roomsAtItsTime, timesToMove } from './times-to-move.server.ts';
import { visitToMove } from './visit-to-move.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
const room2 = randomUUID();

const at = (text: string) => Date.parse(text);
/** Tuesday 1 December, period 1 (8:10 in Columbus), period 2 (9:05, within the therapist's notes on period 1) and period 6. */
const [period1, period2, period6] = [at('2026-12-01T13:10:00Z'), at('2026-12-01T14:05:00Z'), at('2026-12-01T18:00:00Z')];
const now = '2026-11-24T13:05:00Z';
const newKey = () => `form-${randomUUID()}`;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
  s = await studentInCare(t, p);
  await t.owner`insert into room (partnership_id, id, school_id, name) values (${p.id.partnership}, ${room2}, ${p.id.school}, 'Room 9')`;
  await t.owner`insert into room_hours (partnership_id, room_id, weekday, from_time, until_time) select ${p.id.partnership}::uuid, ${room2}::uuid, d, '08:00', '15:30' from generate_series(1, 5) d`;
  await t.moveClockTo(now);
});

afterEach(async () => {
  await t.moveClockTo(now);
  await t.owner.begin(async (owner) => {
    await owner`update occupancy set released_at = clock_now() where released_at is null`;
    await owner`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
  });
  await t.owner`delete from outbox`;
  await t.owner`delete from time_off`;
});

async function booked(startMs = period1, who = s, roomId = p.id.room): Promise<string> {
  const held = await holdSlot(t.app, p.coordinator, { referralId: who.referralId, startMs, roomId, key: newKey() });
  if (!held.ok) throw new Error(held.reason);
  const done = await confirmBooking(t.app, p.coordinator, { referralId: who.referralId, appointmentId: held.appointmentId, key: newKey() });
  if (!done.ok) throw new Error(done.reason);
  await t.owner`delete from outbox`;
  return held.appointmentId;
}
const move = (appointmentId: string, startMs: number, more: Partial<MoveWanted> = {}, actor: Actor = p.coordinator) => moveAppointment(t.app, actor, { appointmentId, startMs, key: newKey(), ...more });
const rowOf = async (id: string) => (await t.owner`select (extract(epoch from lower(during)) * 1000)::float8 as start, room_id, calendar_uid, calendar_sequence as sequence, state, moved_by, moved_from from appointment where id = ${id}`)[0]!;
const live = async (id: string) => (await t.owner`select kind from occupancy where appointment_id = ${id} and released_at is null order by kind`).map((row) => row.kind as string);
const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);

describe('a visit that moves', () => {
  test('is the same appointment: its calendar entry keeps its UID, its sequence rises, all it takes is taken at the new time', async () => {
    const id = await booked();
    const before = await rowOf(id);
    expect(await move(id, period6)).toEqual({ ok: true, appointmentId: id, told: 1 });
    const after = await rowOf(id);
    expect(after).toMatchObject({ start: period6, room_id: p.id.room, calendar_uid: before.calendar_uid, sequence: (before.sequence as number) + 1, state: 'booked', moved_by: p.id.coordinator });
    expect(await live(id)).toEqual(['room', 'student', 'therapist']);
    const told = () => t.owner`select template, dedupe_key from outbox order by template`;
    expect(await told()).toEqual([
      { template: 'booking-confirmed', dedupe_key: `booking-confirmed:${id}:${after.sequence}:${s.id.guardian}` },
      { template: 'therapist-booked', dedupe_key: `therapist-booked:${id}:${after.sequence}:${p.id.therapist}` },
    ]);
    // Who moves it themselves knows.
    await t.owner`delete from outbox`;
    expect(reasonOf(await move(id, period1, {}, p.therapist))).toBe('ok');
    expect((await told()).map(({ template }) => template as string)).toEqual(['booking-confirmed']);
  });

  test('may move to a time that overlaps its own, and leaves its old time to others', async () => {
    const id = await booked();
    expect(reasonOf(await move(id, period2))).toBe('ok');
    expect(reasonOf(await move(id, period6))).toBe('ok');
    const other = await studentInCare(t, p, 'Amira', 'Said');
    expect(await booked(period1, other)).toBeTruthy();
  });

  test('twice with the same key moves once', async () => {
    const id = await booked();
    const key = newKey();
    const answers = await Promise.all([move(id, period6, { key }), move(id, period6, { key }), move(id, period6, { key })]);
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ ok: true, appointmentId: id, told: 1 })));
    expect((await rowOf(id)).sequence).toBe(1);
  });

  test('takes its referral’s next action along, and ends its codes, links and their unsent messages', async () => {
    const id = await booked();
    await asActor(t.app, p.job, 'test', (tx) => makeVisitCode(tx, { appointmentId: id, studentId: s.id.student }));
    const linkId = randomUUID();
    await t.owner`insert into link (partnership_id, id, kind, token_sha256, person_id, part, appointment_id, expires_at, sent_to) values (${p.id.partnership}, ${linkId}, 'visit', sha256(${linkId}::bytea), ${s.id.guardian}, 'guardian', ${id}, '2026-12-01T15:00:00Z', ${s.id.guardian})`;
    await t.owner`insert into outbox (partnership_id, person_id, channel, template, sealed, dedupe_key) values (${p.id.partnership}, ${s.id.guardian}, 'email', 'visit-link', '\\x00', ${`visit-link:${linkId}`})`;
    expect(reasonOf(await move(id, at('2026-12-03T13:10:00Z')))).toBe('ok');
    expect(await t.owner`select 1 from visit_code where appointment_id = ${id}`).toHaveLength(0);
    expect((await t.owner`select revoked_at is not null as revoked from link where id = ${linkId}`)[0]).toEqual({ revoked: true });
    expect((await t.owner`select state from outbox where template = 'visit-link'`)[0]).toEqual({ state: 'dropped' });
    expect((await t.owner`select next_action_on::text as day from referral where id = ${s.referralId}`)[0]).toEqual({ day: '2026-12-03' });
  });

  test('loses to whoever took the time first, stands as it was, and is shown the three nearest', async () => {
    const id = await booked();
    const other = await studentInCare(t, p, 'Jonah', 'Price');
    await booked(period6, other);
    const answer = await move(id, period6);
    expect(answer).toMatchObject({ ok: false, reason: 'slot-taken' });
    expect(!answer.ok && answer.nearest).toHaveLength(3);
    expect(await rowOf(id)).toMatchObject({ start: period1, sequence: 0 });
    expect(await live(id)).toEqual(['room', 'student', 'therapist']);
    expect(await t.owner`select 1 from outbox where template = 'booking-confirmed' and dedupe_key like ${`%${id}%`}`).toHaveLength(0);
  });

  test('is asked every promise again, at the new time', async () => {
    const id = await booked();
    await t.owner`update license set during = '[2025-01-01,2026-12-02)'`;
    expect(reasonOf(await move(id, at('2026-12-03T13:10:00Z')))).toBe('no-license');
    await t.owner`update license set during = '[2025-01-01,2027-03-31)'`;
    await t.owner`insert into time_off (therapist_id, during, zone, reason) values (${p.id.therapist}, '[2026-12-03T10:00Z,2026-12-03T22:00Z)', 'America/New_York', 'vacation')`;
    expect(reasonOf(await move(id, at('2026-12-03T13:10:00Z')))).toBe('slot-taken');
    expect(reasonOf(await move(id, at('2026-11-24T12:10:00Z')))).toBe('slot-taken');
    expect(await rowOf(id)).toMatchObject({ start: period1 });
  });

  test('is not moved once it has begun, was cancelled, or somebody opened it', async () => {
    const id = await booked();
    await t.moveClockTo('2026-12-01T13:11:00Z');
    expect(reasonOf(await move(id, at('2026-12-03T13:10:00Z')))).toBe('already-over');
    await t.moveClockTo(now);
    await cancelAppointment(t.app, p.coordinator, { appointmentId: id, because: 'other', key: newKey() });
    expect(reasonOf(await move(id, period6))).toBe('already-over');
  });

  test('that somebody moved meanwhile is not moved by who saw it where it was', async () => {
    const id = await booked();
    expect(reasonOf(await move(id, period6, { sequence: 0 }))).toBe('ok');
    expect(reasonOf(await move(id, at('2026-12-02T13:10:00Z'), { sequence: 0 }))).toBe('moved-meanwhile');
    expect(reasonOf(await move(id, at('2026-12-02T13:10:00Z'), { sequence: 1 }))).toBe('ok');
  });
});

describe('another room at the same time', () => {
  test('is taken without asking the therapist again, however soon, and the family is not told', async () => {
    const id = await booked();
    await t.moveClockTo('2026-12-01T13:05:00Z');
    const rooms = await asActor(t.app, p.frontOffice, 'test', async (tx) => roomsAtItsTime(tx, (await visitToMove(tx, id))!));
    expect(rooms.map(({ id: roomId, name }) => ({ roomId, name }))).toEqual([{ roomId: room2, name: 'Room 9' }]);
    expect(await move(id, period1, { roomId: room2 }, p.frontOffice)).toEqual({ ok: true, appointmentId: id, told: 0 });
    expect(await rowOf(id)).toMatchObject({ start: period1, room_id: room2, sequence: 1 });
    expect(await live(id)).toEqual(['room', 'student', 'therapist']);
  });

  test('is not one whose own minutes before or after it are taken', async () => {
    const id = await booked();
    const others = async () => (await asActor(t.app, p.coordinator, 'test', async (tx) => roomsAtItsTime(tx, (await visitToMove(tx, id))!))).map((room) => room.id);
    const [useId, seriesId] = [randomUUID(), randomUUID()];
    await asActor(t.app, p.coordinator, 'test', async (tx) => {
      await tx.execute(sql`insert into room_use (partnership_id, id, school_id, room_id, series_id, during, kind) values (${p.id.partnership}, ${useId}, ${p.id.school}, ${room2}, ${seriesId}, '[2026-12-01T14:05:00Z,2026-12-01T14:30:00Z)', 'meeting')`);
      await takeRoom(tx, [useId]);
    });
    expect(await others()).toEqual([room2]);
    await t.owner`update room set after_minutes = 10 where id = ${room2}`;
    expect(await others()).toEqual([]);
    await t.owner`update room set after_minutes = 0 where id = ${room2}`;
    await asActor(t.app, p.coordinator, 'test', (tx) => releaseUse(tx, useId, false));
  });

  test('is not one that is taken, closed or of another school', async () => {
    const id = await booked();
    const other = await studentInCare(t, p, 'Theo', 'Barnes');
    await t.owner`update room_hours set until_time = '08:30' where room_id = ${room2}`;
    expect(reasonOf(await move(id, period1, { roomId: room2 }))).toBe('room-taken');
    await t.owner`update room_hours set until_time = '15:30' where room_id = ${room2}`;
    await booked(period6, other, room2);
    expect(reasonOf(await move(id, period1, { roomId: p.id.room }))).toBe('nothing-changes');
    expect(reasonOf(await move(id, period1, { roomId: randomUUID() }))).toBe('not-found');
  });
});

describe('who may move', () => {
  test('coordinator, the therapist and the counselor of the school; a front office to another room alone; nobody else', async () => {
    for (const actor of [p.coordinator, p.therapist, p.counselor]) {
      const id = await booked();
      expect(reasonOf(await move(id, period6, {}, actor))).toBe('ok');
      await cancelAppointment(t.app, p.coordinator, { appointmentId: id, because: 'other', key: newKey() });
    }
    const id = await booked();
    expect(reasonOf(await move(id, period6, {}, p.frontOffice))).not.toBe('ok');
    expect(reasonOf(await move(id, period6, {}, p.otherCounselor))).toBe('not-found');
    const q = await testPartnership(t, 'Far Away');
    expect(reasonOf(await move(id, period6, {}, q.coordinator))).toBe('not-found');
    expect(await rowOf(id)).toMatchObject({ start: period1, sequence: 0 });
  });
});

describe('the times that are offered', () => {
  test('count its own time as free, and itself only for another room', async () => {
    const id = await booked();
    const found = await asActor(t.app, p.coordinator, 'test', async (tx) => timesToMove(tx, (await visitToMove(tx, id))!, usualRules));
    if (!found.ok) throw new Error(found.reason);
    const starts = new Map(found.slots.map((slot) => [slot.startMs, slot.roomIds]));
    expect(starts.get(period1)).toEqual([room2]);
    expect([...starts.get(period2)!].sort()).toEqual([p.id.room, room2].sort());
  });

  test('leave out what lies beneath: time off that touches only the therapist’s pause', async () => {
    const id = await booked();
    // Period 1 ends at 9:00; the therapist writes until 9:10 and is away from 9:05.
    await t.owner`insert into time_off (therapist_id, during, zone, reason) values (${p.id.therapist}, '[2026-12-01T14:05Z,2026-12-01T14:10Z)', 'America/New_York', 'other')`;
    const found = await asActor(t.app, p.coordinator, 'test', async (tx) => timesToMove(tx, (await visitToMove(tx, id))!, usualRules));
    if (!found.ok) throw new Error(found.reason);
    expect(found.slots.map((slot) => slot.startMs)).not.toContain(period1);
    expect(found.slots.map((slot) => slot.startMs)).toContain(period6);
  });
});
