import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { refusalIn } from '../refusals.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStaff, studentInCare, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let other: TestPartnership;
let empty: { district: string; school: string; agency: string };

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  other = await testPartnership(t, 'Stone Ridge');
});
beforeEach(async () => {
  empty = { district: randomUUID(), school: randomUUID(), agency: randomUUID() };
  await as(p.coordinator, sql`insert into organisation (partnership_id, id, kind, name, parent_id) values
    (ctx_partnership(), ${empty.district}, 'district', 'North', null), (ctx_partnership(), ${empty.school}, 'school', 'Elm', null), (ctx_partnership(), ${empty.agency}, 'agency', 'Bridge', null)`);
});

const as = (actor: Actor, ...statements: ReturnType<typeof sql>[]) => asActor(t.app, actor, 'test', async (tx) => {
  let count = 0;
  for (const statement of statements) count = (await tx.execute(statement)).count;
  return count;
}).catch((error: unknown) => {
  const cause = String((error as Error).cause);
  return refusalIn(error)?.promise ?? (/permission denied|row-level security/.test(cause) ? 'not theirs' : cause);
});
const end = (id: string, actor = p.coordinator) => as(actor, sql`select gate.end_organisation(${id}::uuid)`);
const hasEnded = async (id: string) => (await t.owner`select from organisation where id = ${id} and ended_at is not null`).length === 1;
const appoint = (organisation: string, role: string) => as(p.coordinator, sql`select gate.add_membership(${randomUUID()}::uuid, ${p.id.counselor}::uuid, ${organisation}::uuid, ${role}, '[2026-08-01,)'::daterange)`);

describe('an organisation ends', () => {
  test('when nobody is there, by coordinator and privacy officer', async () => {
    expect(await end(empty.school)).toBe(1);
    expect(await end(empty.agency, p.privacyOfficer)).toBe(1);
    expect([await hasEnded(empty.school), await hasEnded(empty.agency), await hasEnded(empty.district)]).toEqual([true, true, false]);
  });

  test('by nobody else, not by knowing an id of another partnership, and not past the gate', async () => {
    for (const actor of [p.counselor, p.frontOffice, p.therapist, p.job]) expect(await end(empty.school, actor)).toBe('organisations_are_kept_by_those_who_may');
    expect(await end(empty.school, other.coordinator)).toBe('an_organisation_is_known');
    for (const actor of [p.coordinator, p.frontOffice]) expect(await as(actor, sql`update organisation set ended_at = clock_now() where id = ${p.id.school}`)).toBe('not theirs');
    expect(await hasEnded(empty.school)).toBe(false);
  });

  test('not while people work there after today, but with those who end today', async () => {
    expect(await appoint(empty.school, 'front_office')).toBe(1);
    expect(await end(empty.school)).toBe('people_work_there');
    await t.owner`update membership set during = '[2026-08-01,2026-11-25)' where organisation_id = ${empty.school}`;
    expect(await end(empty.school)).toBe(1);
  });

  test('not while students are enrolled there, nor while care goes on there, nor while another one belongs to it', async () => {
    const s = await studentInCare(t, p);
    expect(await end(p.id.agency)).toBe('care_goes_on_there');
    expect(await end(p.id.school)).toBe('students_are_enrolled_there');
    expect(await as(p.coordinator, sql`update organisation set parent_id = ${empty.district} where id = ${empty.agency}`)).toBe(1);
    expect(await end(empty.district)).toBe('organisations_belong_to_it');
    expect(await end(empty.agency)).toBe(1);
    expect(await end(empty.district)).toBe(1);
    expect(s.episodeId).toBeTruthy();
  });
});

describe('an ended organisation opens again', () => {
  test('on a coordinator’s word', async () => {
    await end(empty.agency);
    expect(await as(p.coordinator, sql`select gate.reopen_organisation(${empty.agency}::uuid)`)).toBe(1);
    expect(await hasEnded(empty.agency)).toBe(false);
    expect(await as(p.coordinator, sql`select gate.reopen_organisation(${empty.agency}::uuid)`)).toBe('an_organisation_is_known');
  });

  test('by itself, when somebody is given work there, or a student is enrolled', async () => {
    await end(empty.school);
    expect(await appoint(empty.school, 'staff')).toBe(1);
    expect(await hasEnded(empty.school), 'a roster’s staff has no work in Hallway').toBe(true);
    expect(await appoint(empty.school, 'counselor')).toBe(1);
    expect(await hasEnded(empty.school)).toBe(false);
    const student = randomUUID();
    const school = randomUUID();
    await as(p.coordinator, sql`insert into organisation (partnership_id, id, kind, name) values (ctx_partnership(), ${school}, 'school', 'Ash')`, sql`select gate.end_organisation(${school}::uuid)`);
    expect(await hasEnded(school)).toBe(true);
    await as(p.job,
      sql`insert into person (id, given_name, family_name, made_up) values (${student}, 'Ida', 'Moss', true)`,
      sql`insert into student (partnership_id, id, birth_date, grade) values (ctx_partnership(), ${student}, '2014-03-02', '7')`,
      sql`insert into enrolment (partnership_id, student_id, school_id, during) values (ctx_partnership(), ${student}, ${school}, '[2026-08-24,)')`);
    expect(await hasEnded(school)).toBe(false);
  });
});

test('a front office keeps its school’s place, and neither its name nor where it belongs', async () => {
  expect(await as(p.frontOffice, sql`update organisation set state = 'OH', zone = 'America/Detroit' where id = ${p.id.school}`)).toBe(1);
  expect(await as(p.frontOffice, sql`update organisation set name = 'Mine' where id = ${p.id.school}`)).toBe('organisations_are_kept_by_those_who_may');
  expect(await as(p.frontOffice, sql`update organisation set parent_id = ${empty.district} where id = ${p.id.school}`)).toBe('organisations_are_kept_by_those_who_may');
  expect(await as(p.coordinator, sql`update organisation set name = 'Alder Creek' where id = ${p.id.school}`)).toBe(1);
});

test('a therapist whose work for an agency ends is engaged by it no longer than that', async () => {
  const therapist = { person: randomUUID(), membership: randomUUID() };
  await asActor(t.app, p.job, 'test', async (tx) => {
    await addStaff(tx, therapist.person, therapist.membership, 'Ben', 'Osei', p.id.agency, 'therapist');
    await tx.execute(sql`select gate.engage(gen_random_uuid(), ${therapist.person}::uuid, ${p.id.agency}::uuid, '[2026-08-01,)'::daterange, '{school,home}'::text[], '[5,20)'::int4range, 2)`);
  });
  expect(await as(p.coordinator, sql`select gate.end_membership(${therapist.membership}::uuid, '2026-11-24'::date)`)).toBe(1);
  expect((await t.owner`select upper(during)::text until from engagement where therapist_id = ${therapist.person}`)[0]).toEqual({ until: '2026-11-25' });
  expect((await t.owner`select upper(during)::text until from engagement where therapist_id = ${p.id.therapist}`)[0]).toEqual({ until: null });
});
