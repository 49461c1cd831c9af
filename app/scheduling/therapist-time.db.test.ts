import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { member, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { keepOwnLimits, keepPartnershipLimits } from '../therapist-time/limits.server.ts';
import { noLimits } from '../therapist-time/limits.ts';
import { keepTherapistHours } from '../therapist-time/keep-therapist-hours.server.ts';
import { keepOwnDay, removeOwnDay } from '../therapist-time/own-days.server.ts';
import { addOnSiteDay, keepServedSchools } from '../therapist-time/places.server.ts';
import { addTimeOff } from '../therapist-time/time-off.server.ts';
import { usualRules } from './booking-rules.ts';
import { candidateTimes } from './candidate-times.server.ts';
import { slotsOfTherapists } from './slots-of-therapists.server.ts';
import { careToBook } from './care-to-book.server.ts';
import { confirmBooking } from './confirm-booking.server.ts';
import { holdSlot } from './hold-slot.server.ts';
import { changeTime, lookAtTime } from './change-time.server.ts';
import { visitsAgainstTime } from './visits-against-time.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
const zone = 'America/New_York';
const at = (text: string) => Date.parse(text);
/** Period 1 of that date, 8:10 in Columbus. */
const period1 = (date: string) => at(`${date}T13:10:00Z`);

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  await mine(async (tx) => {
    await addTimeOff(tx, p.id.therapist, { fromMs: at('2026-12-01T05:00:00Z'), untilMs: at('2026-12-02T05:00:00Z'), zone, reason: 'training' });
    await keepOwnDay(tx, p.id.therapist, { date: '2026-12-02', zone, lines: [{ startMinute: 540, endMinute: 720 }] });
    await addOnSiteDay(tx, p.id.therapist, { schoolId: p.id.otherSchool, weekday: 4, fromDate: '2026-12-01', untilDate: null });
    await keepOwnLimits(tx, p.id.therapist, { ...noLimits, horizonDays: 14 });
  });
});

const mine = <T>(work: (tx: Tx) => Promise<T>) => asActor(t.app, p.therapist, 'test', work);
const offered = () => asActor(t.app, p.coordinator, 'test', async (tx) => {
  const found = await candidateTimes(tx, (await careToBook(tx, s.referralId))!, usualRules);
  if (!found.ok) throw new Error(found.reason);
  return found;
});
const hold = (startMs: number) => holdSlot(t.app, p.coordinator, { referralId: s.referralId, startMs, key: `form-${randomUUID()}` }).then((answer) => (answer.ok ? 'held' : answer.reason));
const onDays = (starts: readonly { startMs: number }[]) => [...new Set(starts.map(({ startMs }) => new Date(startMs).toISOString().slice(0, 10)))];

test('no time is offered against time off, a day’s own hours, a day at another school or the therapist’s horizon; what is offered can be held', async () => {
  const { slots, leftovers } = await offered();
  const days = onDays(slots);
  expect(days).not.toContain('2026-12-01');
  expect(slots.filter(({ startMs }) => startMs === period1('2026-12-02'))).toEqual([]);
  expect(days).toContain('2026-12-02');
  expect(days.filter((day) => day === '2026-12-03')).toEqual([]);
  expect(days.at(-1)! <= '2026-12-08').toBe(true);
  expect(leftovers.get('therapist-elsewhere')).toBeGreaterThan(0);
  for (const { startMs } of slots) expect(await hold(startMs)).toBe('held');
});

test('a time that is asked for all the same is refused with what stands against it', async () => {
  expect(await hold(period1('2026-12-03'))).toBe('therapist-elsewhere');
  expect(await hold(period1('2026-12-01'))).toBe('slot-taken');
});

test('a day that is full is not offered any more, and the hold that fills it can be changed for another time of that day', async () => {
  await mine((tx) => keepOwnLimits(tx, p.id.therapist, { ...noLimits, dailyMaximum: 1 }));
  expect(await hold(period1('2026-12-04'))).toBe('held');
  expect(await hold(at('2026-12-04T14:05:00Z'))).toBe('held');
  await mine((tx) => keepOwnLimits(tx, p.id.therapist, noLimits));
});

test('a partnership’s notes and notice go into what is taken, and a therapist’s own above them', async () => {
  const pause = async () => (await t.owner`select extract(epoch from upper(o.blocked) - upper(o.during)) / 60 as minutes from occupancy o where o.kind = 'therapist' and o.released_at is null`).map((row) => Number(row['minutes']));
  await asActor(t.app, p.coordinator, 'test', (tx) => keepPartnershipLimits(tx, { ...noLimits, afterMinutes: 5, noticeHours: 24 * 8, staleHours: 24 }));
  expect(onDays((await offered()).slots).every((day) => day >= '2026-12-02')).toBe(true);
  expect(await hold(period1('2026-12-04'))).toBe('held');
  expect(await pause()).toEqual([5]);
  await mine((tx) => keepOwnLimits(tx, p.id.therapist, { ...noLimits, afterMinutes: 15, noticeHours: 0 }));
  expect(await hold(period1('2026-12-04'))).toBe('held');
  expect(await pause()).toEqual([15]);
  await asActor(t.app, p.coordinator, 'test', (tx) => keepPartnershipLimits(tx, { ...noLimits, staleHours: 24 }));
  await mine((tx) => keepOwnLimits(tx, p.id.therapist, noLimits));
});

test('matching finds no time with who does not serve the school, and times with who does', async () => {
  const found = async () => asActor(t.app, p.coordinator, 'test', async (tx) => {
    const answer = await slotsOfTherapists(tx, { studentId: s.id.student, schoolId: p.id.school, place: 'school', interpreter: null, sitsIn: [] }, [p.id.therapist], usualRules);
    return answer.ok ? onDays(answer.times.get(p.id.therapist)?.slots ?? []) : answer.reason;
  });
  expect(await found()).not.toContain('2026-12-03');
  expect(await found()).toContain('2026-12-07');
  await mine((tx) => keepServedSchools(tx, p.id.therapist, [p.id.otherSchool]));
  expect(await found()).toEqual([]);
  const [times] = await asActor(t.app, p.coordinator, 'test', async (tx) => {
    const answer = await slotsOfTherapists(tx, { studentId: s.id.student, schoolId: p.id.school, place: 'school', interpreter: null, sitsIn: [] }, [p.id.therapist], usualRules);
    return answer.ok ? [...answer.times.values()] : [];
  });
  expect([times?.notThere, (times?.leftovers.get('school-not-served') ?? 0) > 0]).toEqual(['school-not-served', true]);
  expect(await hold(period1('2026-12-07'))).toBe('school-not-served');
  await mine((tx) => keepServedSchools(tx, p.id.therapist, []));
});

test('what time off touches is shown before, and listed afterwards until it is moved', async () => {
  expect(await hold(period1('2026-12-07'))).toBe('held');
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    await tx.execute(sql`update appointment set state = 'booked', held_until = null, booked_at = clock_now() where state = 'held'`);
    await tx.execute(sql`update occupancy set held_until = null where released_at is null`);
  });
  const day = { fromMs: at('2026-12-07T05:00:00Z'), untilMs: at('2026-12-08T05:00:00Z') };
  const add = (sure?: string) => mine((tx) => changeTime(tx, day, sure, (inner) => addTimeOff(inner, p.id.therapist, { ...day, zone, reason: 'illness' })));
  const asked = await add();
  const ask = asked.saved ? null : asked.ask;
  expect([ask?.visits.map(({ student, startMs, because }) => [student, startMs, because]), ask?.elsewhere]).toEqual([[['Mateo Ibarra', period1('2026-12-07'), 'away']], 0]);
  expect(await mine(visitsAgainstTime)).toEqual([]);
  expect(await t.owner`select from time_off where during && '[2026-12-07,2026-12-08)'`).toHaveLength(0);
  expect(await add('something else')).toMatchObject({ saved: false });
  expect(await add(ask?.sure)).toEqual({ saved: true });
  for (const actor of [p.therapist, p.coordinator, p.counselor]) expect((await asActor(t.app, actor, 'test', visitsAgainstTime)).map(({ because }) => because)).toEqual(['away']);
  expect(await asActor(t.app, p.otherCounselor, 'test', visitsAgainstTime)).toEqual([]);
});

test('hours, schools, a day at a school and a day taken back are saved at once when they touch nothing, and shown first when they do', async () => {
  await t.owner`delete from time_off where therapist_id = ${p.id.therapist} and reason = 'illness'`;
  const monday = [{ weekday: 1, startMinute: 780, endMinute: 960 }];
  const changes = {
    hours: (tx: Tx) => keepTherapistHours(tx, p.id.therapist, zone, monday, '2026-12-05'),
    laterHours: (tx: Tx) => keepTherapistHours(tx, p.id.therapist, zone, monday, '2026-12-08'),
    schools: (tx: Tx) => keepServedSchools(tx, p.id.therapist, [p.id.otherSchool]),
    thisSchool: (tx: Tx) => keepServedSchools(tx, p.id.therapist, [p.id.school]),
    elsewhere: (tx: Tx) => addOnSiteDay(tx, p.id.therapist, { schoolId: p.id.otherSchool, weekday: 1, fromDate: '2026-12-01', untilDate: null }),
    here: (tx: Tx) => addOnSiteDay(tx, p.id.therapist, { schoolId: p.id.school, weekday: 1, fromDate: '2026-12-01', untilDate: null }),
  };
  const because = async (change: (tx: Tx) => Promise<unknown>) => (await mine((tx) => lookAtTime(tx, {}, change)))?.visits.map((one) => one.because) ?? null;
  expect([await because(changes.hours), await because(changes.laterHours)]).toEqual([['away'], null]);
  expect([await because(changes.schools), await because(changes.thisSchool)]).toEqual([['not-served'], null]);
  expect([await because(changes.elsewhere), await because(changes.here)]).toEqual([['elsewhere'], null]);
  await mine((tx) => keepOwnDay(tx, p.id.therapist, { date: '2026-12-07', zone, lines: [{ startMinute: 480, endMinute: 600 }] }));
  expect(await because((tx) => removeOwnDay(tx, p.id.therapist, '2026-12-07'))).toBeNull();
  await mine(changes.hours);
  expect(await because((tx) => removeOwnDay(tx, p.id.therapist, '2026-12-07'))).toEqual(['away']);
});

test('an outside calendar that went unread for too long is told at holding a time, and at booking one that was held before', async () => {
  const readAt = async (at: string) => {
    await t.owner`delete from outside_calendar where therapist_id = ${p.id.therapist}`;
    await t.owner`insert into outside_calendar (therapist_id, address_sealed, host, read_at) values (${p.id.therapist}, 'sealed', 'calendar.example.org', ${at}::timestamptz)`;
  };
  await t.owner`delete from therapist_day where therapist_id = ${p.id.therapist}`;
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, zone, [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 480, endMinute: 960 })), '2026-11-24'));
  const other = await studentInCare(t, p, 'Pia');
  const slot = { referralId: other.referralId, startMs: at('2026-12-09T14:05:00Z') };
  await readAt('2026-11-23T13:05:00Z');
  const held = await holdSlot(t.app, p.coordinator, { ...slot, key: `form-${randomUUID()}` });
  if (!held.ok) throw new Error(held.reason);
  await t.moveClockTo('2026-11-24T13:06:00Z');
  expect(await confirmBooking(t.app, p.coordinator, { referralId: other.referralId, appointmentId: held.appointmentId, key: `form-${randomUUID()}` })).toMatchObject({ ok: false, reason: 'calendar-stale' });
  expect(await holdSlot(t.app, p.coordinator, { ...slot, key: `form-${randomUUID()}` })).toMatchObject({ ok: false, reason: 'calendar-stale' });
  await readAt('2026-11-24T13:05:00Z');
  expect(await holdSlot(t.app, p.coordinator, { ...slot, key: `form-${randomUUID()}` })).toMatchObject({ ok: true });
  await t.owner`delete from outside_calendar where therapist_id = ${p.id.therapist}`;
  await t.moveClockTo(tuesdayMorning);
});

test('visits of another partnership are counted and not shown', async () => {
  const other = await testPartnership(t, 'Stone Ridge');
  const [membership, engagement] = [randomUUID(), randomUUID()];
  await t.owner`insert into membership (partnership_id, id, person_id, organisation_id, role, during) values (${other.id.partnership}, ${membership}, ${p.id.therapist}, ${other.id.agency}, 'therapist', '[2026-08-01,)')`;
  await asActor(t.app, other.job, 'test', async (tx) => {
    await tx.execute(sql`select gate.engage(${engagement}::uuid, ${p.id.therapist}::uuid, ${other.id.agency}::uuid, '[2026-08-01,)'::daterange, '{school,home}'::text[], '[5,20)'::int4range, 2)`);
    await tx.execute(sql`insert into license (partnership_id, therapist_id, state, kind, number, during) values (ctx_partnership(), ${p.id.therapist}, 'OH', 'counselor', 'C.1', '[2025-01-01,2027-03-31)')`);
  });
  const there = { ...other, therapist: member(p.id.therapist, membership), id: { ...other.id, therapist: p.id.therapist, engagement } };
  const friend = await studentInCare(t, there, 'Lucia');
  await mine((tx) => keepTherapistHours(tx, p.id.therapist, zone, [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 480, endMinute: 960 })), '2026-11-24'));
  await asActor(t.app, there.coordinator, 'test', (tx) => take(tx, there, friend, '2026-12-08T13:10:00Z'));
  const tuesdayOff = (tx: Tx) => addTimeOff(tx, p.id.therapist, { fromMs: at('2026-12-08T05:00:00Z'), untilMs: at('2026-12-09T05:00:00Z'), zone, reason: 'family' });
  const seenHere = await mine((tx) => lookAtTime(tx, {}, tuesdayOff));
  expect(seenHere).toMatchObject({ visits: [], elsewhere: 1 });
  expect(JSON.stringify(seenHere)).not.toContain('Lucia');
  expect(await asActor(t.app, there.therapist, 'test', (tx) => lookAtTime(tx, {}, tuesdayOff))).toMatchObject({ visits: [{ student: 'Lucia Ibarra' }], elsewhere: 0 });
  expect(await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`select * from gate.own_visits_elsewhere_against_time()`))).toHaveLength(0);
});
