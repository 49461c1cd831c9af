import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, member, studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { cancelAppointment } from './cancel-appointment.server.ts';
import { confirmBooking } from './confirm-booking.server.ts';
import { holdSlot } from './hold-slot.server.ts';
import { studentAbsent } from './student-absent.server.ts';
import { therapistAbsent, therapistToday } from './therapist-absent.server.ts';
import { visitsAgainstTime } from './visits-against-time.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let administrator: Actor;
const newKey = () => `form-${randomUUID()}`;
/** Tuesday 1 December, period 6 (13:00 in Columbus), and that morning at eight. */
const period6 = Date.parse('2026-12-01T18:00:00Z');
const thatMorning = '2026-12-01T13:00:00Z';

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  const [person, membership] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, person, membership, 'Iris', 'Calloway', p.id.agency, 'agency_administrator'));
  administrator = member(person, membership);
  await t.moveClockTo('2026-11-24T13:05:00Z');
});

afterEach(async () => {
  await t.owner.begin(async (owner) => {
    await owner`update occupancy set released_at = clock_now() where released_at is null`;
    await owner`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
  });
  await t.owner`delete from outbox`;
  await t.owner`delete from time_off`;
  await t.moveClockTo('2026-11-24T13:05:00Z');
});

async function booked(): Promise<string> {
  const held = await holdSlot(t.app, p.coordinator, { referralId: s.referralId, startMs: period6, key: newKey() });
  if (!held.ok) throw new Error(held.reason);
  const done = await confirmBooking(t.app, p.coordinator, { referralId: s.referralId, appointmentId: held.appointmentId, key: newKey() });
  if (!done.ok) throw new Error(done.reason);
  await t.owner`delete from outbox`;
  return held.appointmentId;
}
const absent = (appointmentId: string, actor: Actor = p.frontOffice, key = newKey()) => studentAbsent(t.app, actor, { appointmentId, key });
const rowOf = async (id: string) => (await t.owner`select state, ended_because as because, ended_by as by, (select count(*)::int from occupancy o where o.appointment_id = a.id and o.released_at is null) as live from appointment a where id = ${id}`)[0];

describe('a student who is absent today', () => {
  test('has no visit held: who said so and why are kept, the room is free at once, the family is told, the referral waits for another time', async () => {
    for (const actor of [p.frontOffice, p.counselor, p.therapist] as const) {
      await t.moveClockTo('2026-11-24T13:05:00Z');
      const id = await booked();
      await t.moveClockTo(thatMorning);
      expect(await absent(id, actor)).toEqual({ ok: true, told: 1 });
      expect(await rowOf(id)).toEqual({ state: 'not_held', because: 'student_absent', by: (actor as { personId: string }).personId, live: 0 });
      expect((await t.owner`select template from outbox order by template`).map((row) => row.template)).toEqual(['booking-cancelled', ...(actor === p.therapist ? [] : ['therapist-cancelled'])]);
      expect((await t.owner`select state from referral where id = ${s.referralId}`)[0]).toEqual({ state: 'accepted' });
      await t.owner`delete from outbox`;
    }
  });

  test('is marked once, on the day, while the visit is to come or goes on and nobody opened it', async () => {
    const id = await booked();
    expect(await absent(id)).toEqual({ ok: false, reason: 'not-today' });
    await t.moveClockTo('2026-12-01T18:10:00Z');
    const key = newKey();
    expect(await Promise.all([absent(id, p.frontOffice, key), absent(id, p.frontOffice, key)])).toEqual([{ ok: true, told: 1 }, { ok: true, told: 1 }]);
    expect(await absent(id)).toEqual({ ok: false, reason: 'already-over' });
    expect(await absent(await bookedAndOpened())).toEqual({ ok: false, reason: 'already-over' });
  });

  test('is marked by nobody of another school or partnership, and cannot be cancelled afterwards', async () => {
    const id = await booked();
    await t.moveClockTo(thatMorning);
    expect(await absent(id, p.otherCounselor)).toEqual({ ok: false, reason: 'not-found' });
    const q = await testPartnership(t, 'Far Away');
    expect(await absent(id, q.coordinator)).toEqual({ ok: false, reason: 'not-found' });
    await absent(id);
    expect(await cancelAppointment(t.app, p.coordinator, { appointmentId: id, because: 'other', key: newKey() })).toEqual({ ok: false, reason: 'already-over' });
  });
});

async function bookedAndOpened(): Promise<string> {
  await t.moveClockTo('2026-11-24T13:05:00Z');
  const id = await booked();
  await t.moveClockTo('2026-12-01T18:01:00Z');
  await asActor(t.app, p.therapist, 'test', (tx) => tx.execute(sql`insert into visit (partnership_id, id, appointment_id, student_id, therapist_id, room_name, media_key_sealed) values (${p.id.partnership}, ${randomUUID()}, ${id}, ${s.id.student}, ${p.id.therapist}, 'room', '\\x00')`));
  return id;
}

describe('a therapist who is absent today', () => {
  test('has nothing cancelled: their visits wait to be moved or cancelled, and nothing new is booked that day', async () => {
    const id = await booked();
    await t.moveClockTo(thatMorning);
    expect(await therapistAbsent(t.app, p.coordinator, p.id.therapist)).toEqual({ ok: true });
    expect(await therapistAbsent(t.app, p.coordinator, p.id.therapist)).toEqual({ ok: true });
    expect(await t.owner`select 1 from time_off`).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: 'booked', live: 3 });
    expect(await asActor(t.app, p.coordinator, 'test', (tx) => visitsAgainstTime(tx))).toMatchObject([{ id, because: 'away' }]);
    const other = await studentInCare(t, p, 'Maya', 'Robinson');
    const answer = await holdSlot(t.app, p.coordinator, { referralId: other.referralId, startMs: period6, key: newKey() }, undefined);
    expect(answer.ok).toBe(false);
    const today = await asActor(t.app, p.coordinator, 'test', (tx) => therapistToday(tx, p.id.therapist));
    expect(today).toMatchObject({ away: true, visits: 1, listed: [{ id }] });
  });

  test('is noted by their agency’s administrator, who learns how many visits that touches and not whose', async () => {
    await booked();
    await t.moveClockTo(thatMorning);
    expect(await therapistAbsent(t.app, administrator, p.id.therapist)).toEqual({ ok: true });
    expect(await asActor(t.app, administrator, 'test', (tx) => therapistToday(tx, p.id.therapist))).toMatchObject({ away: true, visits: 1, listed: [] });
  });

  test('is noted by nobody else', async () => {
    for (const actor of [p.counselor, p.frontOffice, p.therapist, p.privacyOfficer]) expect(await therapistAbsent(t.app, actor, p.id.therapist)).toEqual({ ok: false, reason: 'not-found' });
    const q = await testPartnership(t, 'Elsewhere');
    expect(await therapistAbsent(t.app, q.coordinator, p.id.therapist)).toEqual({ ok: false, reason: 'not-found' });
    expect(await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select from time_off`))).toHaveLength(0);
  });
});
