import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { addStaff, addStudent, beginCare, consentToAll, refer, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
/** The same partnership as Maple Street sees it: the same therapist, another engagement. */
let q: TestPartnership;
const maple = { agency: randomUUID(), engagement: randomUUID(), membership: randomUUID() };
const administrators: Record<'harbor' | 'maple', Actor> = { harbor: administrator(), maple: administrator() };

function administrator(): Extract<Actor, { kind: 'member' }> {
  return { kind: 'member', personId: randomUUID(), membershipId: randomUUID() };
}
const outcome = (actor: Actor, ...statements: SQL[]) => outcomeOf(t, actor, ...statements);
const engage = (agency: string, days = '[2026-08-01,)') => sql`select gate.engage(gen_random_uuid(), ${p.id.therapist}::uuid, ${agency}::uuid, ${days}::daterange, '{school,home}'::text[], '[5,20)'::int4range, 2)`;
const caseload = async () => Object.fromEntries((await t.owner`select agency_id, caseload_count from engagement where therapist_id = ${p.id.therapist} and upper_inf(during)`).map((row) => [row['agency_id'] === maple.agency ? 'maple' : 'harbor', row['caseload_count']]));

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (${p.id.partnership}, ${maple.agency}, 'agency', 'Maple Street')`);
    for (const [who, agency] of [['harbor', p.id.agency], ['maple', maple.agency]] as const) {
      const { personId, membershipId } = administrators[who] as Extract<Actor, { kind: 'member' }>;
      await addStaff(tx, personId, membershipId, 'Lena', who, agency, 'agency_administrator');
    }
    await tx.execute(sql`select gate.add_membership(${maple.membership}::uuid, ${p.id.therapist}::uuid, ${maple.agency}::uuid, 'therapist', '[2026-08-01,)'::daterange)`);
    await tx.execute(sql`select gate.engage(${maple.engagement}::uuid, ${p.id.therapist}::uuid, ${maple.agency}::uuid, '[2026-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 1)`);
  });
  q = { ...p, id: { ...p.id, agency: maple.agency, engagement: maple.engagement } };
});

/** A student whose family lets the school tell that agency, in its care. */
async function inCareOf(r: TestPartnership, given: string) {
  const s = await addStudent(t, r, given, `Ibarra-${randomUUID().slice(0, 4)}`);
  const referralId = await refer(t, r, s.id.student);
  await consentToAll(t, r, s, referralId);
  return { ...s, referralId, ...await beginCare(t, r, referralId) };
}

test('an agency engages a therapist once at a time; another agency may at the same time', async () => {
  for (const agency of [p.id.agency, maple.agency]) {
    expect(await outcome(p.coordinator, engage(agency))).toBe('one_engagement_at_a_time');
    expect(await outcome(p.coordinator, engage(agency, '[2025-08-01,2026-07-01)'))).toBe(1);
  }
});

test('each agency counts its own caseload: a full one leaves the other’s places free', async () => {
  expect(await caseload()).toEqual({ harbor: 0, maple: 0 });
  await inCareOf(q, 'Mateo');
  expect(await caseload()).toEqual({ harbor: 0, maple: 1 });
  await expect(inCareOf(q, 'Maya')).rejects.toMatchObject({ cause: { constraint_name: 'caseload_never_above_limit' } });
  const s = await inCareOf(p, 'Omar');
  expect(await caseload()).toEqual({ harbor: 1, maple: 1 });
  expect((await t.owner`select agency_id from episode_of_care where id = ${s.episodeId}`)[0]).toEqual({ agency_id: p.id.agency });
});

test('care is by the agency of its engagement, and by no other', async () => {
  await expect(t.owner`insert into episode_of_care (partnership_id, id, student_id, referral_id, offer_id, therapist_id, engagement_id, agency_id)
    select partnership_id, gen_random_uuid(), student_id, referral_id, offer_id, therapist_id, engagement_id, ${maple.agency} from episode_of_care where agency_id = ${p.id.agency} limit 1`)
    .rejects.toMatchObject({ constraint_name: 'care_begins_within_an_engagement' });
});

describe('with one engagement ends what it opened, and not what the other did', () => {
  test('its students are seen no more, and no visit of its care is booked; those of the other agency are', async () => {
    await t.owner`update engagement set caseload_limit = 9`;
    const [harbors, maples] = [await inCareOf(p, 'Ana'), await inCareOf(q, 'Ben')];
    const sees = (s: { id: { student: string } }) => outcome(p.therapist, sql`select from student where id = ${s.id.student}`);
    const books = (r: TestPartnership, s: typeof harbors, day: string) => asActor(t.app, p.coordinator, 'test', (tx) => take(tx, r, s, `2026-12-${day}T14:05:00Z`)).then(() => 'booked', (error: { cause?: { constraint_name?: string } }) => error.cause?.constraint_name);
    expect([await sees(harbors), await sees(maples)]).toEqual([1, 1]);
    expect(await books(q, maples, '01')).toBe('booked');
    await t.owner`update engagement set during = '[2026-08-01,2026-11-24)' where id = ${maple.engagement}`;
    expect([await sees(harbors), await sees(maples)]).toEqual([1, 0]);
    expect(await books(q, maples, '02')).toBe('only_an_engaged_therapist_is_booked');
    expect(await books(p, harbors, '03')).toBe('booked');
    await t.owner`update engagement set during = '[2026-08-01,)' where id = ${maple.engagement}`;
    expect(await books(q, maples, '02')).toBe('booked');
  });
});

test('hours belong to the person: nobody has the same hour twice, whichever agency books', async () => {
  const [one, two] = [await inCareOf(p, 'Cleo'), await inCareOf(q, 'Dora')];
  await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, one, '2026-12-08T14:05:00Z'));
  await expect(asActor(t.app, p.coordinator, 'test', (tx) => take(tx, q, two, '2026-12-08T14:05:00Z'))).rejects.toThrow();
});

test('an agency’s administrator sees and changes its own engagement of a shared therapist, and neither the other’s nor any student', async () => {
  for (const [who, own, other] of [['harbor', p.id.engagement, maple.engagement], ['maple', maple.engagement, p.id.engagement]] as const) {
    const actor = administrators[who];
    expect(await outcome(actor, sql`select from engagement where id = ${own}`)).toBe(1);
    expect(await outcome(actor, sql`select from engagement where id = ${other}`)).toBe(0);
    expect(await outcome(actor, sql`update engagement set caseload_limit = 7 where id = ${other}`)).toBe(0);
    expect(await outcome(actor, sql`update engagement set caseload_limit = 8 where id = ${own}`)).toBe(1);
    for (const table of ['student', 'referral', 'offer', 'episode_of_care', 'appointment']) expect([table, await outcome(actor, sql`select from ${sql.identifier(table)}`)]).toEqual([table, 0]);
  }
  expect(await outcome(p.coordinator, sql`select from episode_of_care`)).toBeGreaterThan(2);
});
