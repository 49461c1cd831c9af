import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { addStaff, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';
import { outcomeOf } from '../test-outcome.ts';

const t = await testDatabase();
let p: TestPartnership;
let administrator: Actor;
const maple = { agency: randomUUID(), therapist: randomUUID(), membership: randomUUID(), engagement: randomUUID(), license: randomUUID() };

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  const [person, membership] = [randomUUID(), randomUUID()];
  administrator = { kind: 'member', personId: person, membershipId: membership };
  await asActor(t.app, p.job, 'test', async (tx) => {
    await addStaff(tx, person, membership, 'Lena', 'Ortiz', p.id.agency, 'agency_administrator');
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (${p.id.partnership}, ${maple.agency}, 'agency', 'Maple Street')`);
    await addStaff(tx, maple.therapist, maple.membership, 'Omar', 'Said', maple.agency, 'therapist');
    await tx.execute(sql`select gate.engage(${maple.engagement}::uuid, ${maple.therapist}::uuid, ${maple.agency}::uuid, '[2026-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 5)`);
    await tx.execute(sql`insert into license (partnership_id, id, therapist_id, state, kind, number, during) values (${p.id.partnership}, ${maple.license}, ${maple.therapist}, 'OH', 'counselor', 'C.2', '[2025-01-01,2027-03-31)')`);
    await tx.execute(sql`insert into therapist_language values (${p.id.partnership}, ${maple.therapist}, 'es')`);
    await tx.execute(sql`insert into therapist_concern values (${p.id.partnership}, ${maple.therapist}, 'worries', 3)`);
    await tx.execute(sql`insert into therapist_concern values (${p.id.partnership}, ${p.id.therapist}, 'worries', 3)`);
    await tx.execute(sql`insert into therapist_hours (therapist_id, weekday, from_time, until_time, zone) values (${maple.therapist}, 1, '08:00', '16:00', 'America/New_York')`);
  });
});

const outcome = (actor: Actor, statement: SQL) => outcomeOf(t, actor, statement);
const tables = ['engagement', 'license', 'therapist_language', 'therapist_concern', 'therapist_hours'];

test.each(tables)('an agency’s administrator sees %s of their own therapists and of nobody else’s', async (table) => {
  const of = (therapist: string) => outcome(administrator, sql`select from ${sql.identifier(table)} where therapist_id = ${therapist}`);
  expect(await of(maple.therapist)).toBe(0);
  expect(await of(p.id.therapist)).not.toBe(0);
  expect(await outcome(p.coordinator, sql`select from ${sql.identifier(table)} where therapist_id = ${maple.therapist}`)).not.toBe(0);
});

test('… and changes nobody else’s', async () => {
  expect(await outcome(administrator, sql`update engagement set caseload_limit = 50 where id = ${maple.engagement}`)).toBe(0);
  expect(await outcome(administrator, sql`update engagement set caseload_limit = 50 where id = ${p.id.engagement}`)).toBe(1);
  expect(await outcome(administrator, sql`update license set verified_on = '2026-11-24' where id = ${maple.license}`)).toBe(0);
  expect(await outcome(administrator, sql`update license set verified_on = '2026-11-24' where therapist_id = ${p.id.therapist}`)).toBe(1);
  expect(await outcome(administrator, sql`insert into license (partnership_id, therapist_id, state, kind, number, during) values (${p.id.partnership}, ${maple.therapist}, 'TX', 'counselor', 'X', '[2025-01-01,2027-03-31)')`)).toBe('not theirs');
  expect(await outcome(administrator, sql`delete from therapist_hours where therapist_id = ${maple.therapist}`)).toBe(0);
  const engage = (agency: string) => sql`select gate.engage(gen_random_uuid(), ${p.id.privacyOfficer}::uuid, ${agency}::uuid, '[2027-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 1)`;
  expect(await outcome(administrator, engage(maple.agency))).toBe('staff_are_added_by_those_who_may');
  expect(await outcome(administrator, engage(p.id.agency))).toBe(1);
});

test('a therapist neither moves the end of their own engagement nor verifies their own license; how they work they say themselves', async () => {
  expect(await outcome(p.therapist, sql`update engagement set during = '[2026-08-01,2030-01-01)' where id = ${p.id.engagement}`)).toBe('an_engagement_lasts_as_its_agency_says');
  expect(await outcome(p.therapist, sql`update engagement set caseload_limit = 9, places = '{school}' where id = ${p.id.engagement}`)).toBe(1);
  expect(await outcome(p.coordinator, sql`update engagement set during = '[2026-08-01,2030-01-01)' where id = ${p.id.engagement}`)).toBe(1);
  const mine = sql`therapist_id = ${p.id.therapist}`;
  await t.owner`update license set verified_on = null, verified_by = null where therapist_id = ${p.id.therapist}`;
  expect(await outcome(p.therapist, sql`update license set verified_on = '2026-11-24' where ${mine}`)).toBe('a_license_is_verified_by_others');
  expect(await outcome(p.coordinator, sql`update license set verified_on = '2026-11-24' where ${mine}`)).toBe(1);
  expect(await outcome(p.therapist, sql`update license set number = 'C.9' where ${mine}`)).toBe(1);
  expect((await t.owner`select verified_on from license where therapist_id = ${p.id.therapist}`)[0]).toEqual({ verified_on: null });
});

test('a license stays while another agency engages the therapist too; the agency that alone does takes it away', async () => {
  const id = randomUUID();
  await t.owner`insert into license (partnership_id, id, therapist_id, state, kind, number, during) values (${p.id.partnership}, ${id}, ${p.id.therapist}, 'TX', 'counselor', 'T.1', '[2025-01-01,2027-03-31)')`;
  const shared = (days: string) => t.owner`insert into engagement (partnership_id, therapist_id, agency_id, during, places, ages, caseload_limit) values (${p.id.partnership}, ${p.id.therapist}, ${maple.agency}, ${days}::daterange, '{school}', '[5,20)', 1) returning id`;
  const removes = (actor: Actor) => outcome(actor, sql`delete from license where id = ${id}`);
  const [now] = await shared('[2026-08-01,)');
  expect(await removes(administrator)).toBe('a_shared_license_stays');
  expect(await outcome(administrator, sql`update license set during = '[2025-01-01,2026-11-01)' where id = ${id}`)).toBe('a_shared_license_stays');
  expect(await outcome(administrator, sql`update license set verified_on = '2026-11-24' where id = ${id}`)).toBe(1);
  await t.owner`update engagement set during = '[2026-08-01,2026-11-24)' where id = ${now!['id'] as string}`;
  expect(await removes(administrator)).toBe(1);
});

test('with the engagement ends what the agency reaches, on the next request', async () => {
  const reached = () => outcome(administrator, sql`select from license where therapist_id = ${p.id.therapist}`);
  expect(await reached()).toBe(1);
  await t.owner`update engagement set during = '[2026-08-01,2026-11-24)' where id = ${p.id.engagement}`;
  expect(await reached()).toBe(0);
  expect(await outcome(p.therapist, sql`select from license where therapist_id = ${p.id.therapist}`)).toBe(1);
});
