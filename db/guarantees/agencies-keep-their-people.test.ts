import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { addStaff, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
type Administrator = Extract<Actor, { kind: 'member' }>;
const somebody = (): Administrator => ({ kind: 'member', personId: randomUUID(), membershipId: randomUUID() });
const [harbors, maples, other] = [somebody(), somebody(), somebody()];
const maple = { agency: randomUUID(), therapist: randomUUID(), membership: randomUUID(), license: randomUUID() };

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (${p.id.partnership}, ${maple.agency}, 'agency', 'Maple Street')`);
    await addStaff(tx, harbors.personId, harbors.membershipId, 'Lena', 'Ortiz', p.id.agency, 'agency_administrator');
    await addStaff(tx, other.personId, other.membershipId, 'Max', 'Ortiz', p.id.agency, 'agency_administrator');
    await addStaff(tx, maples.personId, maples.membershipId, 'Eva', 'Stone', maple.agency, 'agency_administrator');
    await addStaff(tx, maple.therapist, maple.membership, 'Omar', 'Said', maple.agency, 'therapist');
    await tx.execute(sql`select gate.engage(gen_random_uuid(), ${maple.therapist}::uuid, ${maple.agency}::uuid, '[2026-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 5)`);
    await tx.execute(sql`insert into license (partnership_id, id, therapist_id, state, kind, number, during) values (${p.id.partnership}, ${maple.license}, ${maple.therapist}, 'OH', 'counselor', 'C.2', '[2025-01-01,2027-03-31)')`);
  });
});

const outcome = (actor: Actor, ...statements: SQL[]) => outcomeOf(t, actor, ...statements);
const add = (organisation: string, role: string, person = p.id.privacyOfficer, id = randomUUID()) => sql`select gate.add_membership(${id}::uuid, ${person}::uuid, ${organisation}::uuid, ${role}, '[2026-11-24,)'::daterange)`;
const inOffice = async (membership: string) => (await t.owner`select from membership where id = ${membership} and ended_at is null`).length === 1;

test('an agency’s administrator gives the role of a therapist at their own agency, and no other role, and at no other place', async () => {
  expect(await outcome(harbors, add(p.id.agency, 'therapist'))).toBe(1);
  for (const role of ['agency_administrator', 'coordinator', 'counselor', 'staff']) expect([role, await outcome(harbors, add(p.id.agency, role))]).toEqual([role, 'staff_are_added_by_those_who_may']);
  for (const place of [maple.agency, p.id.school, p.id.district]) expect(await outcome(harbors, add(place, 'therapist'))).toBe('staff_are_added_by_those_who_may');
  for (const actor of [p.counselor, p.therapist, p.frontOffice]) expect(await outcome(actor, add(p.id.agency, 'therapist'))).toBe('staff_are_added_by_those_who_may');
  expect(await outcome(p.coordinator, add(p.id.agency, 'agency_administrator'))).toBe(1);
});

test('… ends the work of their own therapists, and of nobody else', async () => {
  const endNow = (actor: Actor, membership: string) => outcome(actor, sql`select from (select gate.end_membership_now(${membership}::uuid) as who) x where who is not null`);
  for (const membership of [maple.membership, other.membershipId, harbors.membershipId, p.id.counselorMembership, p.id.coordinatorMembership]) {
    expect(await endNow(harbors, membership)).toBe(0);
    expect(await outcome(harbors, sql`select gate.end_membership(${membership}::uuid, '2026-11-24'::date)`)).toBe('staff_are_added_by_those_who_may');
    expect(await inOffice(membership)).toBe(true);
  }
  const mine = randomUUID();
  expect(await outcome(harbors, add(p.id.agency, 'therapist', p.id.otherCounselor, mine))).toBe(1);
  expect(await endNow(maples, mine)).toBe(0);
  expect(await endNow(harbors, mine)).toBe(1);
  expect(await inOffice(mine)).toBe(false);
});

test('… invites, sees and withdraws invitations of their own therapists alone', async () => {
  const invite = (membership: string, person: string) => sql`insert into link (partnership_id, id, kind, token_sha256, person_id, membership_id, begins_at, expires_at)
    values (ctx_partnership(), gen_random_uuid(), 'invitation', sha256(${randomUUID()}::text::bytea), ${person}::uuid, ${membership}::uuid, clock_now(), clock_now() + interval '7 days')`;
  expect(await outcome(harbors, invite(p.id.therapistMembership, p.id.therapist))).toBe(1);
  expect(await outcome(maples, invite(p.id.therapistMembership, p.id.therapist))).toBe('not theirs');
  expect(await outcome(harbors, invite(p.id.counselorMembership, p.id.counselor))).toBe('not theirs');
  expect(await outcome(harbors, invite(other.membershipId, other.personId))).toBe('not theirs');
  const mine = sql`membership_id = ${p.id.therapistMembership}`;
  expect(await outcome(maples, sql`select from link where ${mine}`)).toBe(0);
  expect(await outcome(maples, sql`update link set revoked_at = clock_now() where ${mine}`)).toBe(0);
  expect(await outcome(harbors, sql`select from link where ${mine}`)).toBe(1);
  expect(await outcome(harbors, sql`update link set revoked_at = clock_now() where ${mine}`)).toBe(1);
});

test('a license keeps who of the agency saw it; nobody names another, and what changes is to be seen anew', async () => {
  const seen = async () => (await t.owner`select verified_on::text "on", verified_by "by" from license where therapist_id = ${p.id.therapist} and number = 'C.1'`)[0];
  const mine = sql`therapist_id = ${p.id.therapist} and number = 'C.1'`;
  expect(await outcome(maples, sql`update license set verified_on = '2026-11-24' where ${mine}`)).toBe(0);
  expect(await outcome(harbors, sql`update license set verified_on = '2026-11-24', verified_by = ${p.id.coordinator} where ${mine}`)).toBe(1);
  expect(await seen()).toEqual({ on: '2026-11-24', by: harbors.personId });
  expect(await outcome(p.coordinator, sql`update license set verified_by = ${p.id.coordinator} where ${mine}`)).toBe(1);
  expect(await seen()).toEqual({ on: '2026-11-24', by: harbors.personId });
  expect(await outcome(p.therapist, sql`update license set during = '[2025-01-01,2029-03-31)' where ${mine}`)).toBe(1);
  expect(await seen()).toEqual({ on: null, by: null });
  expect(await outcome(harbors, sql`insert into license (partnership_id, therapist_id, state, kind, number, during, verified_on) values (ctx_partnership(), ${p.id.therapist}, 'TX', 'counselor', 'T.1', '[2026-01-01,2028-01-01)', '2026-11-24')`)).toBe(1);
  expect((await t.owner`select verified_by "by" from license where number = 'T.1'`)[0]).toEqual({ by: harbors.personId });
  expect(await outcome(harbors, sql`insert into license (partnership_id, therapist_id, state, kind, number, during, verified_on) values (ctx_partnership(), ${maple.therapist}, 'TX', 'counselor', 'T.2', '[2026-01-01,2028-01-01)', '2026-11-24')`)).toBe('not theirs');
});

test('whoever gives roles engages therapists too: a privacy officer', async () => {
  expect(await outcome(p.privacyOfficer, sql`select gate.engage(gen_random_uuid(), ${p.id.counselor}::uuid, ${maple.agency}::uuid, '[2026-11-24,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 1)`)).toBe(1);
  expect(await outcome(p.privacyOfficer, sql`select gate.engage(gen_random_uuid(), ${p.id.counselor}::uuid, ${p.id.school}::uuid, '[2026-11-24,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 1)`)).toBe('an_organisation_is_known');
});
