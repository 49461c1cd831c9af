import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import type { Tx } from '../connect.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
/** Period 1 of Tuesday 1 December, and of the next day; 8:10 in Columbus. */
const [tuesday, wednesday] = ['2026-12-01T13:10:00Z', '2026-12-02T13:10:00Z'];
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let administrator: Actor;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  s = await studentInCare(t, p);
  const [person, membership] = [randomUUID(), randomUUID()];
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into person (id, given_name, family_name, email, made_up) values (${person}, 'Omar', 'Reyes', 'omar@example.org', true)`);
    await tx.execute(sql`select gate.add_membership(${membership}::uuid, ${person}::uuid, ${p.id.agency}, 'agency_administrator', '[2026-08-01,)'::daterange)`);
  });
  administrator = { kind: 'member', personId: person, membershipId: membership };
});

const asTherapist = (work: (tx: Tx) => Promise<unknown>) => asActor(t.app, p.therapist, 'test', work);
const book = (start: string, state?: 'held') => asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, start, state)).then((id) => { booked.push(id); return 'done'; }, (error: unknown) => refusalIn(error)?.promise ?? error);
const booked: string[] = [];
const free = (appointmentId: string) => t.owner.begin(async (sql) => {
  await sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId} and released_at is null`;
  await sql`update appointment set state = 'cancelled', held_until = null, ended_at = clock_now(), ended_because = 'other' where id = ${appointmentId} and state in ('held', 'booked')`;
});

afterEach(async () => {
  for (const id of booked.splice(0)) await free(id);
  for (const table of ['time_off', 'therapist_day', 'therapist_rules', 'visit_rules', 'therapist_school', 'on_site_day', 'outside_calendar']) await t.owner`delete from ${t.owner(table)}`;
});

const timeOff = (from: string, until: string) => asTherapist((tx) => tx.execute(sql`insert into time_off (therapist_id, during, zone, reason) values (ctx_person(), tstzrange(${from}::timestamptz, ${until}::timestamptz), 'America/New_York', 'family')`));
const outside = (readAt: string | null, from: string, until: string) => asTherapist(async (tx) => {
  const id = randomUUID();
  await tx.execute(sql`insert into outside_calendar (id, therapist_id, address_sealed, host, read_at) values (${id}, ctx_person(), ${Buffer.from('sealed')}, 'calendars.example.org', ${readAt})`);
  await tx.execute(sql`insert into outside_busy (therapist_id, calendar_id, during) values (ctx_person(), ${id}, tstzrange(${from}::timestamptz, ${until}::timestamptz))`);
});

describe('time off', () => {
  test('is not booked, not even by its edge, and the rest of the day is', async () => {
    await timeOff('2026-12-01T13:30:00Z', '2026-12-01T14:00:00Z');
    expect(await book(tuesday)).toBe('a_therapist_is_not_booked_in_time_off');
    expect(await book('2026-12-01T14:05:00Z')).toBe('done');
  });

  test('that begins while a time is held keeps the hold from being booked', async () => {
    expect(await book(tuesday, 'held')).toBe('done');
    await timeOff('2026-12-01T05:00:00Z', '2026-12-02T05:00:00Z');
    const confirmed = asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`update appointment set state = 'booked', held_until = null where state = 'held'`));
    await expect(confirmed.catch((error: unknown) => refusalIn(error)?.promise)).resolves.toBe('a_therapist_is_not_booked_in_time_off');
  });

  test('is why others see a therapist busy, and its reason is seen by the therapist and the agency alone', async () => {
    await timeOff('2026-12-01T13:30:00Z', '2026-12-01T14:00:00Z');
    const busy = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => (await tx.execute<{ busy: string }>(sql`select gate.busy(${p.id.therapist}, '[2026-12-01, 2026-12-02)')::text as busy`))[0]?.busy);
    const reasons = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => (await tx.execute(sql`select reason from time_off`)).map((row) => row['reason']));
    expect(await busy(p.counselor)).toContain('13:30');
    for (const actor of [p.counselor, p.coordinator, p.frontOffice, p.privacyOfficer, s.guardian]) expect(await reasons(actor)).toEqual([]);
    for (const actor of [p.therapist, administrator]) expect(await reasons(actor)).toEqual(['family']);
    await expect(asActor(t.app, administrator, 'test', (tx) => tx.execute(sql`delete from time_off returning id`))).resolves.toHaveLength(0);
  });
});

describe('an outside calendar', () => {
  test('that says busy is believed, and what is free by it can be booked', async () => {
    await outside(tuesdayMorning, '2026-12-01T13:00:00Z', '2026-12-01T13:15:00Z');
    expect(await book(tuesday)).toBe('an_outside_calendar_is_believed');
    expect(await book(wednesday)).toBe('done');
  });

  test('that was not read for longer than the partnership allows, or never, is not believed: nothing is booked', async () => {
    await outside('2026-11-23T12:59:00Z', '2026-12-03T13:00:00Z', '2026-12-03T14:00:00Z');
    expect(await book(tuesday)).toBe('an_outside_calendar_is_up_to_date');
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`insert into visit_rules (partnership_id, stale_hours) values (ctx_partnership(), 48)`));
    expect(await book(tuesday)).toBe('done');
    await t.owner`update outside_calendar set read_at = null`;
    expect(await book(wednesday)).toBe('an_outside_calendar_is_up_to_date');
  });

  test('and its address are seen by its therapist alone', async () => {
    await outside(tuesdayMorning, '2026-12-01T13:00:00Z', '2026-12-01T13:15:00Z');
    const seen = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => (await tx.execute(sql`select from outside_calendar`)).length + (await tx.execute(sql`select from outside_busy`)).length);
    for (const actor of [p.counselor, p.coordinator, p.frontOffice, p.privacyOfficer, administrator, s.guardian]) expect(await seen(actor)).toBe(0);
    expect(await seen(p.therapist)).toBe(2);
  });
});

describe('a day with hours of its own', () => {
  test('is booked within them and not beside them', async () => {
    await asTherapist((tx) => tx.execute(sql`insert into therapist_day (therapist_id, day, from_time, until_time, zone) values (ctx_person(), '2026-12-01', '09:00', '12:00', 'America/New_York')`));
    expect(await book(tuesday)).toBe('a_therapist_keeps_the_day_s_own_hours');
    expect(await book('2026-12-01T14:05:00Z')).toBe('done');
    expect(await book(wednesday)).toBe('done');
  });

  test('without hours is not booked at all, and cannot have hours besides', async () => {
    const day = (from: string | null, until: string | null) => asTherapist((tx) => tx.execute(sql`insert into therapist_day (therapist_id, day, from_time, until_time, zone) values (ctx_person(), '2026-12-01', ${from}, ${until}, 'America/New_York')`));
    await day(null, null);
    expect(await book(tuesday)).toBe('a_therapist_keeps_the_day_s_own_hours');
    await expect(day('09:00', '12:00').catch((error: unknown) => refusalIn(error)?.promise)).resolves.toBe('a_day_has_its_hours_or_none');
  });
});

describe('limits', () => {
  const rules = (columns: { daily?: number; weekly?: number; notice?: number; horizon?: number; after?: number }) => asTherapist((tx) => tx.execute(sql`
    insert into therapist_rules (therapist_id, daily_maximum, weekly_maximum, notice_hours, horizon_days, after_minutes) values (ctx_person(), ${columns.daily ?? null}, ${columns.weekly ?? null}, ${columns.notice ?? null}, ${columns.horizon ?? null}, ${columns.after ?? null})`));

  test('so many visits a local day and week, cancelled ones not counted', async () => {
    await rules({ daily: 1, weekly: 2 });
    expect(await book(tuesday)).toBe('done');
    expect(await book('2026-12-01T14:05:00Z')).toBe('a_therapist_has_so_many_visits_a_day');
    expect(await book(wednesday)).toBe('done');
    expect(await book('2026-12-03T13:10:00Z')).toBe('a_therapist_has_so_many_visits_a_week');
    expect(await book('2026-12-08T13:10:00Z')).toBe('done');
    await free(booked[0]!);
    expect(await book('2026-12-03T13:10:00Z')).toBe('done');
  });

  test('the last visit of a day goes to one of many who book different times at once', async () => {
    await rules({ daily: 1 });
    const starts = [tuesday, '2026-12-01T14:05:00Z', '2026-12-01T18:00:00Z'];
    const results = await Promise.all(Array.from({ length: 30 }, (_, n) => book(starts[n % 3]!)));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
  });

  test('a therapist’s own above the partnership’s: notice, horizon, buffers', async () => {
    await asActor(t.app, p.coordinator, 'test', (tx) => tx.execute(sql`insert into visit_rules (partnership_id, notice_hours, horizon_days) values (ctx_partnership(), 24, 30)`));
    expect(await book('2026-11-24T14:05:00Z')).toBe('a_visit_is_booked_in_time');
    await rules({ notice: 1, horizon: 7, after: 10 });
    expect(await book(wednesday)).toBe('a_visit_is_not_booked_too_far_ahead');
    expect(await book('2026-11-24T14:05:00Z')).toBe('a_therapist_s_pauses_are_kept');
    await asTherapist((tx) => tx.execute(sql`update therapist_rules set after_minutes = null`));
    expect(await book('2026-11-24T14:05:00Z')).toBe('done');
  });

  test('are kept by the therapist, and the partnership’s by its coordinator', async () => {
    const keep = (actor: Actor) => asActor(t.app, actor, 'test', (tx) => tx.execute(sql`insert into therapist_rules (therapist_id, daily_maximum) values (${p.id.therapist}, 3)`)).then(() => 'done', () => 'refused');
    for (const actor of [p.counselor, p.coordinator, administrator]) expect(await keep(actor)).toBe('refused');
    expect(await keep(p.therapist)).toBe('done');
    const all = (actor: Actor) => asActor(t.app, actor, 'test', (tx) => tx.execute(sql`insert into visit_rules (partnership_id) values (ctx_partnership())`)).then(() => 'done', () => 'refused');
    for (const actor of [p.counselor, p.therapist, administrator]) expect(await all(actor)).toBe('refused');
    expect(await all(p.coordinator)).toBe('done');
  });
});

describe('where a therapist is', () => {
  test('a school that they do not serve books nothing, one that they serve does', async () => {
    await asTherapist((tx) => tx.execute(sql`insert into therapist_school values (ctx_partnership(), ctx_person(), ${p.id.otherSchool})`));
    expect(await book(tuesday)).toBe('a_therapist_serves_that_school');
    await asTherapist((tx) => tx.execute(sql`insert into therapist_school values (ctx_partnership(), ctx_person(), ${p.id.school})`));
    expect(await book(tuesday)).toBe('done');
  });

  test('on a day on site at one school no other is booked, and that one is', async () => {
    await asTherapist((tx) => tx.execute(sql`insert into on_site_day (partnership_id, therapist_id, school_id, weekday, during) values
      (ctx_partnership(), ctx_person(), ${p.id.otherSchool}, 2, '[2026-12-01,)'), (ctx_partnership(), ctx_person(), ${p.id.school}, 3, '[2026-12-01,)')`));
    expect(await book(tuesday)).toBe('a_therapist_is_at_one_school_a_day');
    expect(await book(wednesday)).toBe('done');
    await expect(asTherapist((tx) => tx.execute(sql`insert into on_site_day (partnership_id, therapist_id, school_id, weekday) values (ctx_partnership(), ctx_person(), ${p.id.school}, 2)`))
      .catch((error: unknown) => refusalIn(error)?.promise)).resolves.toBe('on_site_at_one_school_a_day');
  });

  test('visits that were booked before are listed, with what stands against them and not why', async () => {
    expect([await book(tuesday), await book(wednesday)]).toEqual(['done', 'done']);
    await timeOff('2026-12-01T05:00:00Z', '2026-12-02T05:00:00Z');
    await outside(tuesdayMorning, '2026-12-02T13:30:00Z', '2026-12-02T15:00:00Z');
    const listed = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => (await tx.execute(sql`
      select m.because from gate.therapist_cannot_hold() m join appointment a on a.id = m.appointment_id where m.because is not null order by lower(a.during)`)).map((row) => row['because']));
    expect(await listed(p.coordinator)).toEqual(['away', 'busy']);
    expect(await listed(p.therapist)).toEqual(['away', 'busy']);
    expect(await listed(p.otherCounselor)).toEqual([]);
  });

  const against = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => (await tx.execute(sql`select because from gate.therapist_cannot_hold()`)).map((row) => row['because']));

  test('a visit that new weekly hours leave out is listed, and by a day’s own hours again not', async () => {
    expect(await book(tuesday)).toBe('done');
    expect(await against(p.coordinator)).toEqual([null]);
    await asTherapist((tx) => tx.execute(sql`update therapist_hours set from_time = '10:00' where therapist_id = ctx_person() and weekday = 2`));
    expect(await against(p.coordinator)).toEqual(['away']);
    await asTherapist((tx) => tx.execute(sql`insert into therapist_day (therapist_id, day, from_time, until_time, zone) values (ctx_person(), '2026-12-01', '08:00', '12:00', 'America/New_York')`));
    expect(await against(p.coordinator)).toEqual([null]);
    await asTherapist((tx) => tx.execute(sql`delete from therapist_day where therapist_id = ctx_person()`));
    expect(await against(p.coordinator)).toEqual(['away']);
    await asTherapist((tx) => tx.execute(sql`update therapist_hours set from_time = '08:00' where therapist_id = ctx_person() and weekday = 2`));
  });

  test('a visit at a school that its therapist serves no more is listed', async () => {
    expect(await book(tuesday)).toBe('done');
    await asTherapist((tx) => tx.execute(sql`insert into therapist_school values (ctx_partnership(), ctx_person(), ${p.id.otherSchool})`));
    expect(await against(p.coordinator)).toEqual(['not-served']);
    await asTherapist((tx) => tx.execute(sql`insert into therapist_school values (ctx_partnership(), ctx_person(), ${p.id.school})`));
    expect(await against(p.coordinator)).toEqual([null]);
  });

  test('what stands against a visit is told to those who book, and to nobody else', async () => {
    expect(await book(tuesday)).toBe('done');
    await asTherapist((tx) => tx.execute(sql`insert into therapist_school values (ctx_partnership(), ctx_person(), ${p.id.otherSchool})`));
    const why = (actor: Actor) => asActor(t.app, actor, 'test', async (tx) => (await tx.execute(sql`
      select gate.why_not_with(${p.id.therapist}, ${p.id.school}, 'school', tstzrange(${wednesday}::timestamptz, ${wednesday}::timestamptz + interval '40 minutes'), 'America/New_York') as why`))[0]?.['why']);
    for (const actor of [p.coordinator, p.therapist]) expect([await why(actor), await against(actor)]).toEqual(['a_therapist_serves_that_school', ['not-served']]);
    for (const actor of [p.frontOffice, p.privacyOfficer, administrator, s.guardian]) expect([await why(actor), await against(actor)]).toEqual([null, []]);
  });

  test('a time that the asker holds is told to lie in time off, or in what an outside calendar says, that came later', async () => {
    expect(await book(tuesday, 'held')).toBe('done');
    const why = () => asActor(t.app, p.coordinator, 'test', async (tx) => (await tx.execute(sql`
      select gate.why_not_with(${p.id.therapist}, ${p.id.school}, 'school', tstzrange(${tuesday}::timestamptz, ${tuesday}::timestamptz + interval '40 minutes'), 'America/New_York', ${sql.param([booked.at(-1)])}::uuid[]) as why`))[0]?.['why']);
    expect(await why()).toBeNull();
    await outside(tuesdayMorning, '2026-12-01T13:30:00Z', '2026-12-01T14:00:00Z');
    expect(await why()).toBe('an_outside_calendar_is_believed');
    await timeOff('2026-12-01T13:30:00Z', '2026-12-01T14:00:00Z');
    expect(await why()).toBe('a_therapist_is_not_booked_in_time_off');
  });

  test('their day is that of the hours that hold on it, not of hours that begin later', async () => {
    await asTherapist(async (tx) => {
      await tx.execute(sql`update therapist_hours set during = daterange(null, '2027-06-01') where therapist_id = ctx_person() and weekday = 2`);
      await tx.execute(sql`insert into therapist_hours (therapist_id, weekday, from_time, until_time, zone, during) values (ctx_person(), 2, '08:00', '16:00', 'Pacific/Kiritimati', daterange('2027-06-01', null))`);
      await tx.execute(sql`update therapist_hours set during = daterange(null, '2027-06-01') where therapist_id = ctx_person() and lower(during) is null`);
      await tx.execute(sql`insert into on_site_day (partnership_id, therapist_id, school_id, weekday, during) values (ctx_partnership(), ctx_person(), ${p.id.otherSchool}, 3, '[2026-12-01,)')`);
    });
    expect(await book(tuesday)).toBe('done');
    expect(await against(p.coordinator)).toEqual([null]);
    expect(await book(wednesday)).toBe('a_therapist_is_at_one_school_a_day');
    await asTherapist(async (tx) => {
      await tx.execute(sql`delete from therapist_hours where therapist_id = ctx_person() and lower(during) is not null`);
      await tx.execute(sql`update therapist_hours set during = daterange(null, null) where therapist_id = ctx_person()`);
    });
  });
});
