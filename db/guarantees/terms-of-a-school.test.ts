import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../as-actor.server.ts';
import { asActor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let other: TestPartnership;
const year = randomUUID();

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  [p, other] = [await testPartnership(t), await testPartnership(t, 'Stone Ridge')];
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    await tx.execute(sql`insert into school_year (partnership_id, id, title, during) values (ctx_partnership(), ${year}, '2026–27', '[2026-08-24,2027-06-12)')`);
    await tx.execute(sql`insert into term (partnership_id, school_year_id, title, kind, during) values (ctx_partnership(), ${year}, 'Fall', 'term', '[2026-08-24,2026-12-19)'), (ctx_partnership(), ${year}, 'Spring', 'term', '[2027-01-04,2027-06-12)')`);
  });
});

const outcome = (actor: Actor, ...statements: SQL[]) => outcomeOf(t, actor, ...statements);
const add = (school: string, days: string, more = sql`null, null`) => sql`insert into term (partnership_id, school_year_id, school_id, title, kind, during, source, sourced_id) values (ctx_partnership(), ${year}, ${school}, 'First', 'term', ${days}::daterange, ${more})`;
const at = async (school: string, day: string) => (await asActor(t.app, p.counselor, 'test', (tx) => tx.execute<{ title: string }>(sql`select title from terms_at(${school}::uuid) where during @> ${day}::date`))).map(({ title }) => title);

test('a school without dates of its own has its partnership’s; with some, they win there and nowhere else', async () => {
  expect(await at(p.id.school, '2026-11-24')).toEqual(['Fall']);
  expect(await outcome(p.coordinator, add(p.id.school, '[2026-08-31,2026-11-21)'))).toBe(1);
  expect(await at(p.id.school, '2026-11-24')).toEqual([]);
  expect(await at(p.id.school, '2026-11-20')).toEqual(['First']);
  expect(await at(p.id.otherSchool, '2026-11-24')).toEqual(['Fall']);
  expect(await outcome(p.coordinator, sql`delete from term where school_id = ${p.id.school}`)).toBe(1);
  expect(await at(p.id.school, '2026-11-24')).toEqual(['Fall']);
});

test('they follow one another within their school year, at a school, and no roster keeps them', async () => {
  expect(await outcome(p.coordinator, add(p.id.school, '[2026-08-24,2026-12-19)'))).toBe(1);
  expect(await outcome(p.coordinator, add(p.id.school, '[2026-12-18,2027-06-12)'))).toBe('one_term_at_a_time_at_a_school');
  expect(await outcome(p.coordinator, add(p.id.school, '[2026-12-19,2027-06-12)'))).toBe(1);
  expect(await outcome(p.coordinator, add(p.id.otherSchool, '[2026-12-18,2027-06-12)'))).toBe(1);
  expect(await outcome(p.coordinator, add(p.id.otherSchool, '[2026-08-20,2026-09-12)'))).toBe('a_term_lies_within_its_school_year');
  expect(await outcome(p.coordinator, add(p.id.agency, '[2026-09-01,2026-09-12)'))).toBe('a_term_belongs_to_a_school');
  expect(await outcome(p.coordinator, add(p.id.otherSchool, '[2026-09-01,2026-09-12)', sql`'sis', ${randomUUID()}`))).toBe('a_school_s_own_term_is_kept_by_hand');
});

test('who may not set school years sets none of a school’s terms, and nobody another partnership’s', async () => {
  for (const actor of [p.counselor, p.frontOffice, p.therapist]) expect(await outcome(actor, add(p.id.otherSchool, '[2026-09-01,2026-09-12)'))).toBe('not theirs');
  expect(['a_term_belongs_to_a_school', 'not theirs']).toContain(await outcome(other.coordinator, add(p.id.school, '[2026-09-01,2026-09-12)')));
  expect(await outcome(other.coordinator, sql`select from terms_at(${p.id.school}::uuid)`)).toBe(0);
  expect(await outcome(other.coordinator, sql`delete from term where school_id = ${p.id.school}`)).toBe(0);
  expect(await outcome(p.privacyOfficer, sql`delete from term where school_id = ${p.id.school}`)).toBe(2);
});

test('a school year that is shortened, whoever shortens it, shortens a school’s own terms in it and no other; what lay outside is gone', async () => {
  await t.owner`delete from term where school_id is not null`;
  expect(await outcome(p.coordinator, add(p.id.school, '[2026-08-24,2026-12-19)'), add(p.id.school, '[2027-01-04,2027-05-29)'), add(p.id.otherSchool, '[2026-08-24,2026-09-12)'))).toBe(1);
  const own = async (school: string) => (await t.owner`select during::text from term where school_id = ${school} order by during`).map(({ during }) => during as string);
  expect(await outcome(p.coordinator, sql`update school_year set during = '[2026-08-24,2027-02-01)' where id = ${year}`)).toBe(1);
  expect([await own(p.id.school), await own(p.id.otherSchool)]).toEqual([['[2026-08-24,2026-12-19)', '[2027-01-04,2027-02-01)'], ['[2026-08-24,2026-09-12)']]);
  expect(await outcome(p.job, sql`update school_year set during = '[2026-10-01,2026-12-01)' where id = ${year}`)).toBe(1);
  expect([await own(p.id.school), await own(p.id.otherSchool)]).toEqual([['[2026-10-01,2026-12-01)'], []]);
});
