import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { needsOf } from '../../app/today/needs.server.ts';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;
let n = 0;
const [tuesday, wednesday, thursday] = ['2026-12-01T13:10:00Z', '2026-12-02T13:10:00Z', '2026-12-03T13:10:00Z'];

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await t.owner`update engagement set caseload_limit = 20`;
});
beforeEach(async () => {
  n += 1;
  await t.owner`delete from occupancy`;
  s = await studentInCare(t, p, 'Ivo', `Lang${'abcdefg'[n]}`);
});

const book = (start: string, state: 'held' | 'booked' = 'booked') => asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, start, state));
const broken = (work: Promise<unknown>) => work.then(() => 'kept', (error: unknown) => refusalIn(error)?.promise ?? String(error));
/** The last day at school is Wednesday, 2 December. */
const leaves = () => asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`update enrolment set during = '[2026-08-24,2026-12-03)' where id = ${s.id.enrolment}`));
const needs = async () => (await asActor(t.app, p.coordinator, 'test', (tx) => needsOf(tx, 'coordinator'))).filter(({ kind }) => kind === 'left-school').map(({ to }) => to);

test('a visit is booked up to the last day of the enrolment, and not beyond it', async () => {
  await leaves();
  expect(await broken(book(tuesday))).toBe('kept');
  expect(await broken(book(wednesday))).toBe('kept');
  expect(await broken(book(thursday))).toBe('a_visit_at_school_needs_enrolment');
  expect(await broken(book(thursday, 'held'))).toBe('a_visit_at_school_needs_enrolment');
});

test('an enrolment at another school is none at this one', async () => {
  await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`update enrolment set school_id = ${p.id.otherSchool} where id = ${s.id.enrolment}`));
  expect(await broken(book(tuesday))).toBe('a_visit_at_school_needs_enrolment');
});

test('a hold is asked again when it is booked', async () => {
  const early = await book(wednesday, 'held');
  const late = await book(thursday, 'held');
  await leaves();
  const confirm = (id: string) => asActor(t.app, p.coordinator, 'test', async (tx) => {
    await tx.execute(sql`update appointment set state = 'booked', held_until = null, booked_at = clock_now() where id = ${id}`);
    await tx.execute(sql`update occupancy set held_until = null where appointment_id = ${id}`);
  });
  expect(await broken(confirm(late))).toBe('a_visit_at_school_needs_enrolment');
  expect(await broken(confirm(early))).toBe('kept');
});

test('what was booked beyond the end of an enrolment is on the coordinator’s list, and nothing else is', async () => {
  await book(wednesday);
  const beyond = await book(thursday);
  const before = await needs();
  expect(before).not.toContain(`/appointments/${beyond}`);
  await leaves();
  expect((await needs()).filter((to) => !before.includes(to))).toEqual([`/appointments/${beyond}`]);
});

test('a school that a student has left sees their visits there, and none beyond; the coordinator sees all', async () => {
  await book(wednesday);
  await book(thursday);
  const visible = async (actor: Actor) => {
    const rows = await asActor(t.app, actor, 'test', (tx) => tx.execute<{ day: string }>(sql`select (lower(during) at time zone zone)::date::text as day from appointment where episode_id = ${s.episodeId} order by 1`));
    return rows.map(({ day }) => day);
  };
  const both = ['2026-12-02', '2026-12-03'];
  await leaves();
  for (const actor of [p.frontOffice, p.counselor]) expect(await visible(actor)).toEqual(both);
  await t.moveClockTo('2026-12-03T06:00:00Z');
  try {
    for (const actor of [p.frontOffice, p.counselor]) expect(await visible(actor)).toEqual(['2026-12-02']);
    for (const actor of [p.coordinator, p.therapist]) expect(await visible(actor)).toEqual(both);
    expect(await visible(p.otherCounselor)).toEqual([]);
  } finally {
    await t.moveClockTo(tuesdayMorning);
  }
});
