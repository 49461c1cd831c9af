import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import { keepOwnLimits, keepPartnershipLimits } from '../therapist-time/limits.server.ts';
import { noLimits } from '../therapist-time/limits.ts';
import { keepOwnDay } from '../therapist-time/own-days.server.ts';
import { addOnSiteDay, keepServedSchools } from '../therapist-time/places.server.ts';
import { addTimeOff } from '../therapist-time/time-off.server.ts';
import { usualRules } from './booking-rules.ts';
import { candidateTimes, slotsOfTherapists } from './candidate-times.server.ts';
import { careToBook } from './care-to-book.server.ts';
import { holdSlot } from './hold-slot.server.ts';
import { visitsAgainstTime, visitsWithin } from './visits-against-time.server.ts';

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
    const answer = await slotsOfTherapists(tx, { studentId: s.id.student, schoolId: p.id.school, place: 'school' }, [p.id.therapist], usualRules);
    return answer.ok ? onDays(answer.times.get(p.id.therapist)?.slots ?? []) : answer.reason;
  });
  expect(await found()).not.toContain('2026-12-03');
  expect(await found()).toContain('2026-12-07');
  await mine((tx) => keepServedSchools(tx, p.id.therapist, [p.id.otherSchool]));
  expect(await found()).toEqual([]);
  const [times] = await asActor(t.app, p.coordinator, 'test', async (tx) => {
    const answer = await slotsOfTherapists(tx, { studentId: s.id.student, schoolId: p.id.school, place: 'school' }, [p.id.therapist], usualRules);
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
  expect((await mine((tx) => visitsWithin(tx, p.id.therapist, day))).map(({ student, startMs }) => [student, startMs])).toEqual([['Mateo Ibarra', period1('2026-12-07')]]);
  expect(await mine(visitsAgainstTime)).toEqual([]);
  await mine((tx) => addTimeOff(tx, p.id.therapist, { ...day, zone, reason: 'illness' }));
  for (const actor of [p.therapist, p.coordinator, p.counselor]) expect((await asActor(t.app, actor, 'test', visitsAgainstTime)).map(({ because }) => because)).toEqual(['away']);
  expect(await asActor(t.app, p.otherCounselor, 'test', visitsAgainstTime)).toEqual([]);
});
