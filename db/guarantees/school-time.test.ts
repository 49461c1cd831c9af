import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
/** Tuesday, Period 1 of the usual bells. */
const period1 = '2026-12-01T13:10:00Z';
let p: TestPartnership;
let elsewhere: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let friend: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  elsewhere = await testPartnership(t, 'Stone Ridge');
  s = await studentInCare(t, p);
  friend = await studentInCare(t, p, 'Lucia');
});

const outcome = (actor: Actor, statement: SQL) => asActor(t.app, actor, 'test', async (tx) => (await tx.execute(statement)).count).catch((error: unknown) => {
  const refusal = refusalIn(error)?.promise;
  if (refusal) return refusal;
  if (/permission denied|row-level security/.test(String((error as Error).cause))) return 'not theirs';
  throw error;
});
const book = (start: string, who = s) => asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, who, start)).then(free, (error: unknown) => refusalIn(error)?.promise ?? error);
const free = (appointmentId: string) => asActor(t.app, p.coordinator, 'test', async (tx) => {
  await tx.execute(sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId}`);
  await tx.execute(sql`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where id = ${appointmentId}`);
  return 'booked';
});
const say = (day: string, what: { dayTypeName?: string; closedFor?: string }, actor: Actor = p.frontOffice, schoolId = p.id.school) => outcome(actor, sql`
  insert into school_day (partnership_id, school_id, day, day_type_name, closed_for, skips_turn, source) values (${p.id.partnership}, ${schoolId}, ${day}::date, ${what.dayTypeName ?? null}, ${what.closedFor ?? null}, true, 'hand')
  on conflict (partnership_id, school_id, day) do update set day_type_name = excluded.day_type_name, closed_for = excluded.closed_for`);
const asUsual = () => outcome(p.frontOffice, sql`delete from school_day`);
const teach = (who: typeof s, line: { period: string; protected: boolean; dayTypeName?: string }, actor: Actor = p.counselor, schoolId = p.id.school) => outcome(actor, sql`
  insert into lesson (partnership_id, student_id, school_id, during, period_name, day_type_name, course, protected)
  values (${p.id.partnership}, ${who.id.student}, ${schoolId}, '[2026-08-24,2027-06-12)', ${line.period}, ${line.dayTypeName ?? null}, 'Algebra', ${line.protected})`);
const noLessons = () => outcome(p.counselor, sql`delete from lesson`);

describe('a date of the school calendar', () => {
  test('that is closed takes no visit, and takes them again once it is as usual', async () => {
    expect(await say('2026-12-01', { closedFor: 'holiday' })).toBe(1);
    expect(await book(period1)).toBe('a_visit_lies_in_an_open_school_day');
    expect(await book('2026-12-02T13:10:00Z')).toBe('booked');
    await asUsual();
    expect(await book(period1)).toBe('booked');
  });

  test('with the bells of another kind of day takes visits in those periods alone, and none while nobody knows its bells', async () => {
    await t.owner`insert into day_type (partnership_id, id, bell_schedule_id, name, weekdays, kind) values (${p.id.partnership}, '00000000-0000-4000-8000-0000000000e1', ${p.id.bells}, 'Late start', '{}', 'late_start')`;
    await t.owner`insert into period (partnership_id, day_type_id, name, from_time, until_time) values (${p.id.partnership}, '00000000-0000-4000-8000-0000000000e1', 'Period 1', '10:00', '10:50')`;
    await say('2026-12-01', { dayTypeName: 'Late start' });
    expect(await book(period1)).toBe('a_visit_lies_in_an_open_school_day');
    expect(await book('2026-12-01T15:00:00Z')).toBe('booked');
    await say('2026-12-01', { dayTypeName: 'Assembly' });
    expect(await book('2026-12-01T15:00:00Z')).toBe('a_visit_lies_in_an_open_school_day');
    await asUsual();
  });

  test('that is closed after somebody held a time lets nobody book it, and a visit that was booked stays until somebody moves or cancels it', async () => {
    const held = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, period1, 'held'));
    const booked = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-01T14:05:00Z'));
    await say('2026-12-01', { closedFor: 'weather' });
    const confirm = sql`update occupancy set held_until = null where appointment_id = ${held}`;
    const confirmed = asActor(t.app, p.coordinator, 'test', async (tx) => {
      await tx.execute(sql`update appointment set state = 'booked', held_until = null, booked_at = clock_now() where id = ${held}`);
      await tx.execute(confirm);
    });
    expect(await confirmed.then(() => 'booked', (error: unknown) => refusalIn(error)?.promise)).toBe('a_visit_lies_in_an_open_school_day');
    const [row] = await t.owner`select state from appointment where id = ${booked}`;
    expect(row).toEqual({ state: 'booked' });
    expect([await free(booked), await free(held)]).toEqual(['booked', 'booked']);
    await asUsual();
  });

  test('is either closed or of a kind', async () => {
    expect(await say('2026-12-01', {})).toBe('a_day_is_closed_or_has_its_bells');
    expect(await say('2026-12-01', { closedFor: 'holiday', dayTypeName: 'Regular' })).toBe('a_day_is_closed_or_has_its_bells');
  });

  test('is set by the school’s own people and the coordinator, in their own name, and seen by the partnership alone', async () => {
    for (const actor of [p.frontOffice, p.counselor, p.coordinator]) expect(await say('2027-05-03', { closedFor: 'other' }, actor)).toBe(1);
    for (const actor of [p.therapist, p.privacyOfficer, p.otherCounselor, elsewhere.coordinator]) expect(await say('2027-05-03', { closedFor: 'other' }, actor)).toBe('not theirs');
    expect(await outcome(p.frontOffice, sql`update school_day set changed_by = ${p.id.counselor}`)).toBe('nobody_acts_in_anothers_name');
    expect(await outcome(p.therapist, sql`select from school_day`)).toBe(1);
    expect(await outcome(elsewhere.coordinator, sql`select from school_day`)).toBe(0);
    await asUsual();
  });

  test('is logged for the school, so that nobody goes on with what they worked out before', async () => {
    const [before] = await t.owner`select count(*)::int n from resource_change where resource_id = ${p.id.school}`;
    await say('2026-12-01', { closedFor: 'holiday' });
    const [after] = await t.owner`select count(*)::int n from resource_change where resource_id = ${p.id.school}`;
    expect((after?.['n'] as number) - (before?.['n'] as number)).toBe(1);
    await asUsual();
  });
});

describe('a protected lesson', () => {
  test('refuses a visit in its period, not in another one and not for another student', async () => {
    expect(await teach(s, { period: 'Period 1', protected: true })).toBe(1);
    expect(await book(period1)).toBe('a_protected_lesson_is_not_missed');
    expect(await book('2026-12-01T14:05:00Z')).toBe('booked');
    expect(await book(period1, friend)).toBe('booked');
    await noLessons();
    expect(await book(period1)).toBe('booked');
  });

  test('of one kind of day refuses on that kind alone, whatever all other days say', async () => {
    await teach(s, { period: 'Period 1', protected: true });
    await teach(s, { period: 'Period 1', protected: false, dayTypeName: 'Regular' });
    expect(await book(period1)).toBe('booked');
    await noLessons();
    await teach(s, { period: 'Period 1', protected: false });
    await teach(s, { period: 'Period 1', protected: true, dayTypeName: 'Regular' });
    expect(await book(period1)).toBe('a_protected_lesson_is_not_missed');
    await noLessons();
  });

  test('that became one after somebody held the time lets nobody book it', async () => {
    const held = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, period1, 'held'));
    await teach(s, { period: 'Period 1', protected: true });
    expect(await outcome(p.coordinator, sql`update appointment set state = 'booked', held_until = null, booked_at = clock_now() where id = ${held}`)).toBe('a_protected_lesson_is_not_missed');
    await free(held);
    await noLessons();
  });

  test('is written once a period, by the school’s own people and the coordinator, who alone read its course', async () => {
    expect(await teach(s, { period: 'Period 2', protected: true })).toBe(1);
    expect(await teach(s, { period: 'Period 2', protected: false })).toBe('one_lesson_a_period');
    for (const actor of [p.therapist, p.privacyOfficer, p.otherCounselor, s.guardian, elsewhere.coordinator]) expect(await teach(s, { period: 'Period 6', protected: true }, actor)).toBe('not theirs');
    expect(await teach(s, { period: 'Period 6', protected: true }, p.counselor, p.id.otherSchool)).toBe('not theirs');
    expect([await outcome(p.frontOffice, sql`select from lesson`), await outcome(p.therapist, sql`select from lesson`), await outcome(p.otherCounselor, sql`select from lesson`)]).toEqual([1, 0, 0]);
    const told = await asActor(t.app, p.therapist, 'test', async (tx) => (await tx.execute<{ rules: object[] }>(sql`select gate.protected_lessons(${s.id.student}, ${p.id.school}) as rules`))[0]?.rules);
    expect(told).toEqual([{ periodName: 'Period 2', dayTypeName: null, fromDate: '2026-08-24', untilDate: '2027-06-12', protected: true }]);
    const strangers = await asActor(t.app, p.otherCounselor, 'test', async (tx) => (await tx.execute<{ rules: object[] }>(sql`select gate.protected_lessons(${s.id.student}, ${p.id.school}) as rules`))[0]?.rules);
    expect(strangers).toEqual([]);
    await noLessons();
  });
});
