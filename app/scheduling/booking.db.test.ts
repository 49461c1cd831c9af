import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStaff, studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { usualRules } from './booking-rules.ts';
import { cancelAppointment } from './cancel-appointment.server.ts';
import { candidateTimes } from './candidate-times.server.ts';
import { careToBook } from './care-to-book.server.ts';
import { confirmBooking } from './confirm-booking.server.ts';
import { holdSlot, type HoldAnswer } from './hold-slot.server.ts';
import { tidyHolds } from './tidy-holds.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

const at = (text: string) => Date.parse(text);
/** Tuesday 1 December, period 1 (8:10 in Columbus). */
const period1 = at('2026-12-01T13:10:00Z');
const period2 = at('2026-12-01T14:05:00Z');
/** Five minutes after the story was set up: what began then has begun, however often the clock is put back here. */
const now = '2026-11-24T13:05:00Z';
const afterTheHold = '2026-11-24T13:16:00Z';
const newKey = () => `form-${randomUUID()}`;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
  s = await studentInCare(t, p);
  await t.moveClockTo(now);
});

/** Two hundred people who may all book. */
const manyCoordinators = () => asActor(t.app, p.job, 'test', async (tx) => {
  const people = Array.from({ length: 200 }, (_, n): Extract<Actor, { kind: 'member' }> & { n: number } => ({ kind: 'member', personId: randomUUID(), membershipId: randomUUID(), n }));
  for (const { personId, membershipId, n } of people) await addStaff(tx, personId, membershipId, 'Ann', `Number-${n}`, p.id.district, 'coordinator');
  return people;
});

/** Every hold and booking is cancelled and frees what it took, in one transaction: the database takes nothing less. */
const freeAll = () => t.owner.begin(async (owner) => {
  await owner`update occupancy set released_at = clock_now() where released_at is null`;
  await owner`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where state in ('held', 'booked')`;
});

/** Whatever a test booked is gone before the next one. */
afterEach(async () => {
  await t.moveClockTo(now);
  await freeAll();
  await t.owner`delete from outbox`;
});

const hold = (startMs = period1, actor = p.coordinator, key = newKey()) => holdSlot(t.app, actor, { referralId: s.referralId, startMs, key });
const times = (referralId = s.referralId) => asActor(t.app, p.coordinator, 'test', async (tx) => {
  const found = await candidateTimes(tx, (await careToBook(tx, referralId))!, usualRules);
  if (!found.ok) throw new Error(found.reason);
  return found;
});
const mustHold = async (startMs = period1) => {
  const held = await hold(startMs);
  if (!held.ok) throw new Error(held.reason);
  return held;
};
const confirm = (appointmentId: string, key = newKey(), actor = p.coordinator) => confirmBooking(t.app, actor, { referralId: s.referralId, appointmentId, key });
const count = async (what: 'appointment' | 'occupancy' | 'outbox') => Number((await t.owner`select count(*) n from ${t.owner(what)} ${what === 'occupancy' ? t.owner`where released_at is null` : what === 'appointment' ? t.owner`where state in ('held', 'booked')` : t.owner``}`)[0]!.n);
const reasonOf = (answer: HoldAnswer | Awaited<ReturnType<typeof confirmBooking>>) => (answer.ok ? 'ok' : answer.reason);

describe('the times that can be booked', () => {
  test('lie in bookable periods of school days, in the room’s hours, from four hours on for four weeks', async () => {
    const found = await times();
    expect(found.slots.slice(0, 2).map((slot) => [new Date(slot.startMs).toISOString(), slot.periodName])).toEqual([
      ['2026-11-24T18:00:00.000Z', 'Period 6'],
      ['2026-11-25T13:10:00.000Z', 'Period 1'],
    ]);
    expect(new Date(found.slots.at(-1)!.startMs).toISOString()).toBe('2026-12-22T18:00:00.000Z');
    expect(found.zone).toBe('America/New_York');
    expect(found.slots.every((slot) => slot.roomIds[0] === p.id.room && slot.endMs - slot.startMs === 50 * 60_000)).toBe(true);
  });

  test('leave out what is booked, and the therapist’s ten minutes after it', async () => {
    await confirm((await mustHold()).appointmentId);
    const starts = (await times()).slots.map((slot) => slot.startMs);
    expect(starts).not.toContain(period1);
    // Period 2 begins five minutes after period 1: the notes are not written yet.
    expect(starts).not.toContain(period2);
    expect(starts).toContain(at('2026-12-01T18:00:00Z'));
  });

  test('still hold what the asker holds: another choice gives it up', async () => {
    await mustHold();
    expect((await times()).slots.map((slot) => slot.startMs)).toContain(period2);
    expect(await hold(period2)).toMatchObject({ ok: true });
    expect(await count('occupancy')).toBe(3);
  });

  test('end with consent, license and engagement', async () => {
    await t.owner`update license set during = '[2025-01-01,2026-12-03)'`;
    const licensed = await times();
    expect(new Date(licensed.slots.at(-1)!.startMs).toISOString()).toBe('2026-12-02T18:00:00.000Z');
    expect(licensed.leftovers.get('no-license')).toBeGreaterThan(30);
    await t.owner`update license set during = '[2025-01-01,2027-03-31)'`;
    const other = await studentInCare(t, p, 'Amira', 'Said');
    await t.owner`update consent set withdrawn_at = clock_now(), withdrawn_by = ${other.id.guardian} where purpose = 'telehealth' and student_id = ${other.id.student}`;
    const withdrawn = await times(other.referralId);
    expect(withdrawn.slots).toEqual([]);
    expect(withdrawn.leftovers.get('no-consent')).toBeGreaterThan(30);
    expect(await holdSlot(t.app, p.coordinator, { referralId: other.referralId, startMs: period1, key: newKey() })).toMatchObject({ ok: false, reason: 'no-consent' });
  });
});

describe('a race', () => {
  test('check 4: of 200 for one time has one winner, and every loser sees the three nearest', async () => {
    const everyone = await manyCoordinators();
    const answers = await Promise.all(everyone.map((actor) => hold(period1, actor)));
    const won = answers.flatMap((answer) => (answer.ok ? [answer] : []));
    expect(won).toHaveLength(1);
    expect(await confirm(won[0]!.appointmentId, newKey(), everyone[answers.indexOf(won[0]!)])).toMatchObject({ ok: true });
    expect(await count('occupancy')).toBe(3);
    expect(await count('appointment')).toBe(1);
    const nearest = ['2026-12-01T18:00:00.000Z', '2026-11-30T18:00:00.000Z', '2026-11-30T14:05:00.000Z'];
    for (const lost of answers) {
      if (lost.ok) continue;
      expect(lost).toMatchObject({ reason: 'slot-taken', zone: 'America/New_York' });
      expect(lost.nearest?.map((near) => new Date(near.startMs).toISOString())).toEqual(nearest);
      expect(lost.nearest?.[0]).toMatchObject({ periodName: 'Period 6', roomName: 'Room 114' });
    }
  });

  test('of two students for one therapist has one winner; the other student loses nothing', async () => {
    const other = await studentInCare(t, p, 'Jonah', 'Price');
    const answers = await Promise.all([s.referralId, other.referralId].map((referralId) => holdSlot(t.app, p.coordinator, { referralId, startMs: period1, key: newKey() })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await count('occupancy')).toBe(3);
  });
});

describe('a therapist who is engaged in two partnerships', () => {
  test('is never taken twice, and the loser learns only that the time is taken', async () => {
    const q = await testPartnership(t, 'River Bend');
    const engagement = randomUUID();
    await asActor(t.app, q.job, 'test', async (tx) => {
      await tx.execute(sql`select gate.engage(${engagement}::uuid, ${p.id.therapist}::uuid, ${q.id.agency}::uuid, '[2026-08-01,)'::daterange, '{school,home}'::text[], '[5,20)'::int4range, 5, true)`);
      await tx.execute(sql`insert into license (partnership_id, therapist_id, state, kind, number, during) values (${q.id.partnership}, ${p.id.therapist}, 'OH', 'counselor', 'C.9', '[2025-01-01,2027-03-31)')`);
      await tx.execute(sql`select gate.add_membership(${randomUUID()}::uuid, ${p.id.therapist}::uuid, ${q.id.agency}::uuid, 'therapist', '[2026-08-01,)'::daterange)`);
    });
    const [membership] = await t.owner`select id from membership where partnership_id = ${q.id.partnership} and person_id = ${p.id.therapist}`;
    const shared: TestPartnership = { ...q, id: { ...q.id, therapist: p.id.therapist, engagement }, therapist: { kind: 'member', personId: p.id.therapist, membershipId: membership!.id as string } };
    const there = await studentInCare(t, shared, 'Khalil', 'Moss');
    const holdThere = () => holdSlot(t.app, q.coordinator, { referralId: there.referralId, startMs: period1, key: newKey() });

    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? hold() : holdThere())));
    expect(answers.filter((answer) => answer.ok).length).toBeGreaterThan(0);
    const [rows] = await t.owner`select count(distinct partnership_id) partnerships from occupancy where resource_id = ${p.id.therapist} and released_at is null`;
    expect(rows!.partnerships).toBe('1');
    await mustHold(at('2026-12-02T13:10:00Z'));
    const lost = await holdSlot(t.app, q.coordinator, { referralId: there.referralId, startMs: at('2026-12-02T13:10:00Z'), key: newKey() });
    expect(lost).toMatchObject({ ok: false, reason: 'slot-taken' });
    expect(JSON.stringify(lost)).not.toMatch(/Mateo|Ibarra|Alder|Room 114.*Room 114.*Room 114.*Room 114/);
    const seen = await asActor(t.app, q.coordinator, 'test', (tx) => tx.execute(sql`select 1 from occupancy where partnership_id <> ${q.id.partnership}`));
    expect(seen).toHaveLength(0);
    const exists = await t.owner`select 1 from occupancy where partnership_id = ${p.id.partnership} and resource_id = ${p.id.therapist} and released_at is null`;
    expect(exists).toHaveLength(1);
  });
});

describe('a hold', () => {
  test('ends by itself after ten minutes and then blocks nobody', async () => {
    const held = await mustHold();
    expect(held.heldUntilMs).toBeGreaterThan(Date.parse(now) + 9 * 60_000);
    await t.moveClockTo(afterTheHold);
    expect(reasonOf(await confirm(held.appointmentId))).toBe('hold-ended');
    expect(await hold()).toMatchObject({ ok: true });
  });

  test('that ended is not booked, and the nearest times are offered, its own among them', async () => {
    const held = await mustHold();
    await t.moveClockTo(afterTheHold);
    const answer = await confirm(held.appointmentId);
    expect(answer).toMatchObject({ ok: false, reason: 'hold-ended' });
    expect(!answer.ok && answer.nearest?.[0]?.startMs).toBe(period1);
  });

  test('that ended is tidied away, one that has not is left alone', async () => {
    const held = await mustHold();
    const states = async () => {
      await asActor(t.app, p.job, 'test', tidyHolds);
      return (await t.owner`select state, ended_because from appointment where id = ${held.appointmentId}`).map((row) => ({ ...row }));
    };
    expect(await states()).toEqual([{ state: 'held', ended_because: null }]);
    await t.moveClockTo(afterTheHold);
    expect(await states()).toEqual([{ state: 'cancelled', ended_because: 'released' }]);
    expect(await count('occupancy')).toBe(0);
  });

  test('is asked again when it is booked', async () => {
    const other = await studentInCare(t, p, 'Theo', 'Barnes');
    const others = await holdSlot(t.app, p.coordinator, { referralId: other.referralId, startMs: period1, key: newKey() });
    if (!others.ok) throw new Error(others.reason);
    await t.owner`update consent set withdrawn_at = clock_now(), withdrawn_by = ${other.id.guardian} where purpose = 'service' and student_id = ${other.id.student}`;
    expect(reasonOf(await confirmBooking(t.app, p.coordinator, { referralId: other.referralId, appointmentId: others.appointmentId, key: newKey() }))).toBe('no-consent');
    const held = await mustHold(at('2026-12-02T13:10:00Z'));
    await t.owner`update license set during = '[2025-01-01,2026-11-30)'`;
    expect(reasonOf(await confirm(held.appointmentId))).toBe('no-license');
    await t.owner`update license set during = '[2025-01-01,2027-03-31)'`;
    expect(reasonOf(await confirm(held.appointmentId))).toBe('ok');
  });
});

describe('confirming', () => {
  test('books, tells the family once, and schedules the referral', async () => {
    const held = await mustHold();
    expect(await confirm(held.appointmentId)).toEqual({ ok: true, appointmentId: held.appointmentId, told: 1 });
    expect(await t.owner`select person_id, template from outbox order by template`).toEqual([{ person_id: s.id.guardian, template: 'booking-confirmed' }, { person_id: p.id.therapist, template: 'therapist-booked' }]);
    const [referral] = await t.owner`select state from referral where id = ${s.referralId}`;
    expect(referral!.state).toBe('scheduled');
  });

  test('tells nobody without a confirmed right of access, and nobody who is not reached by mail', async () => {
    const [grandmother, uncle] = [randomUUID(), randomUUID()];
    await asActor(t.app, p.frontOffice, 'test', async (tx) => {
      for (const [id, access, channel] of [[grandmother, false, 'email'], [uncle, true, 'letter']] as const) {
        await tx.execute(sql`insert into person (id, given_name, family_name, email, made_up) values (${id}, 'Ana', 'Ibarra', ${`${id}@example.org`}, true)`);
        await tx.execute(sql`insert into guardianship (partnership_id, student_id, guardian_id, relationship, access_right, during, channels, confirmed_at, confirmed_by)
          values (${p.id.partnership}, ${s.id.student}, ${id}, 'other', ${access}, '[2026-08-24,)', array[${channel}], clock_now(), ctx_membership())`);
      }
    });
    const held = await mustHold();
    expect(await confirm(held.appointmentId)).toMatchObject({ ok: true, told: 1 });
    expect((await t.owner`select person_id from outbox where template = 'booking-confirmed'`).map((row) => row.person_id as string)).toEqual([s.id.guardian]);
    await t.owner`delete from guardianship where guardian_id in (${grandmother}, ${uncle})`;
  });

  test('twice with the same key gives the same answer and one effect', async () => {
    const held = await mustHold();
    const key = newKey();
    const answers = await Promise.all([confirm(held.appointmentId, key), confirm(held.appointmentId, key), confirm(held.appointmentId, key)]);
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ ok: true, appointmentId: held.appointmentId, told: 1 })));
    expect(await count('outbox')).toBe(2);
    expect(await confirm(held.appointmentId)).toMatchObject({ ok: true, told: 0 });
    expect(await count('outbox')).toBe(2);
  });

  test('the same key for something else is refused and does nothing', async () => {
    const key = newKey();
    expect(await hold(period1, p.coordinator, key)).toMatchObject({ ok: true });
    expect(reasonOf(await hold(period2, p.coordinator, key))).toBe('key-reused');
    expect(await count('occupancy')).toBe(3);
  });

  test('is for those who may: another partnership’s coordinator finds nothing', async () => {
    const q = await testPartnership(t, 'Far Away');
    const held = await mustHold();
    expect(reasonOf(await confirm(held.appointmentId, newKey(), q.coordinator))).toBe('not-found');
    expect(reasonOf(await hold(period1, q.coordinator))).toBe('not-found');
    expect(await confirm(held.appointmentId)).toMatchObject({ ok: true });
  });
});

describe('cancelling', () => {
  const book = async (startMs = period1) => {
    const held = await mustHold(startMs);
    await confirm(held.appointmentId);
    return held.appointmentId;
  };
  const cancel = (appointmentId: string, actor = p.frontOffice, key = newKey()) => cancelAppointment(t.app, actor, { appointmentId, because: 'student_ill', key });

  test('keeps who and why, frees everything, tells the family with a higher sequence, and the referral waits again', async () => {
    const id = await book();
    expect(await cancel(id)).toEqual({ ok: true, told: 1 });
    const [row] = await t.owner`select a.state, a.ended_by, a.ended_because, a.calendar_sequence, r.state referral from appointment a join episode_of_care e on e.id = a.episode_id join referral r on r.id = e.referral_id where a.id = ${id}`;
    expect(row).toMatchObject({ state: 'cancelled', ended_by: p.id.frontOffice, ended_because: 'student_ill', calendar_sequence: 1, referral: 'accepted' });
    expect(await count('occupancy')).toBe(0);
    expect((await t.owner`select template from outbox order by promised_at, template desc`).map((message) => message.template)).toEqual(expect.arrayContaining(['booking-confirmed', 'booking-cancelled']));
    expect((await times()).slots.map((slot) => slot.startMs)).toContain(period1);
  });

  test('twice, or after the visit began, changes nothing', async () => {
    const id = await book();
    const key = newKey();
    expect(await cancel(id, p.therapist, key)).toEqual({ ok: true, told: 1 });
    expect(await cancel(id, p.therapist, key)).toEqual({ ok: true, told: 1 });
    expect(await cancel(id)).toEqual({ ok: false, reason: 'already-over' });
    const begun = await book(period2);
    await t.moveClockTo('2026-12-01T14:06:00Z');
    expect(await cancel(begun)).toEqual({ ok: false, reason: 'already-over' });
  });

  test('races with booking the same time: whoever loses, nobody is in two places', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await book();
      const [cancelled, held] = await Promise.all([cancel(id), hold()]);
      expect(cancelled).toMatchObject({ ok: true });
      if (held.ok && (await confirm(held.appointmentId)).ok) await cancel(held.appointmentId);
      await freeAll();
    }
  });

  test('is possible for the family, who are told as well; for another family there is no such appointment', async () => {
    const other = await studentInCare(t, p, 'Omar', 'Diaz');
    const id = await book();
    expect(await cancelAppointment(t.app, other.guardian, { appointmentId: id, because: 'family_asked', key: newKey() })).toEqual({ ok: false, reason: 'not-found' });
    expect(await cancelAppointment(t.app, s.guardian, { appointmentId: id, because: 'family_asked', key: newKey() })).toEqual({ ok: true, told: 1 });
    const [row] = await t.owner`select ended_by, ended_because from appointment where id = ${id}`;
    expect(row).toMatchObject({ ended_by: s.id.guardian, ended_because: 'family_asked' });
  });

  test('is not possible for another school’s counselor', async () => {
    const id = await book();
    expect(await cancel(id, p.otherCounselor)).toEqual({ ok: false, reason: 'not-found' });
    expect(await cancel(id, p.counselor)).toMatchObject({ ok: true });
  });
});
