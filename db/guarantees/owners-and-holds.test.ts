import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { addStudent, consentToAll, refer, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
let p: TestPartnership;
let other: TestPartnership;
let s: Awaited<ReturnType<typeof studentInCare>>;

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  other = await testPartnership(t, 'Stone Ridge');
  await t.owner`update engagement set caseload_limit = 20`;
  s = await studentInCare(t, p);
});

const own = (actor: Actor, owner: string, referralId = s.referralId) => outcomeOf(t, actor, sql`update referral set owner_id = ${owner} where id = ${referralId}`);
const ownerOf = async (referralId: string) => (await t.owner`select owner_id from referral where id = ${referralId}`)[0]!.owner_id as string;

describe('a referral’s owner', () => {
  test('is somebody who can see it: not the front office, another school, a guardian, or anybody of another partnership', async () => {
    for (const nobody of [p.id.frontOffice, p.id.otherCounselor, s.id.guardian, s.id.student, other.id.coordinator]) expect(await own(p.coordinator, nobody)).toBe('an_owner_can_see_the_referral');
    for (const somebody of [p.id.counselor, p.id.therapist, p.id.privacyOfficer, p.id.coordinator]) expect(await own(p.coordinator, somebody)).toBe(1);
  });

  test('is a therapist only while asked or in care', async () => {
    const child = await addStudent(t, p, 'Ada', 'Reyes');
    const referralId = await refer(t, p, child.id.student);
    expect(await own(p.coordinator, p.id.therapist, referralId)).toBe('an_owner_can_see_the_referral');
  });

  test('works here today; who has it and leaves keeps it until it is handed on', async () => {
    expect(await own(p.coordinator, p.id.counselor)).toBe(1);
    await t.owner`update membership set during = '[2026-08-01,2026-11-24)' where id = ${p.id.counselorMembership}`;
    expect(await outcomeOf(t, p.coordinator, sql`update referral set next_action_on = '2026-12-01' where id = ${s.referralId}`)).toBe(1);
    expect(await own(p.coordinator, p.id.coordinator)).toBe(1);
    expect(await own(p.coordinator, p.id.counselor)).toBe('an_owner_can_see_the_referral');
    await t.owner`update membership set during = '[2026-08-01,)' where id = ${p.id.counselorMembership}`;
  });

  test('after a coordinator who left is another one', async () => {
    const child = await addStudent(t, p, 'Ivo', 'Reyes');
    const referralId = await refer(t, p, child.id.student);
    await consentToAll(t, p, child, referralId);
    const second = { person: randomUUID(), membership: randomUUID() };
    await t.owner`insert into person (id, given_name, family_name, made_up) values (${second.person}, 'Uma', 'Roy', true)`;
    await t.owner`insert into membership (partnership_id, id, person_id, organisation_id, role, during) values (${p.id.partnership}, ${second.membership}, ${second.person}, ${p.id.district}, 'coordinator', '[2026-09-01,)')`;
    await asActor(t.app, { kind: 'member', personId: second.person, membershipId: second.membership }, 'test', async (tx) => {
      await tx.execute(sql`insert into offer (partnership_id, referral_id, therapist_id, engagement_id, school_id, answer_by, made_by, concern, urgency, language, place, score)
        values (${p.id.partnership}, ${referralId}, ${p.id.therapist}, ${p.id.engagement}, ${p.id.school}, clock_now() + interval '3 days', ctx_person(), 'worries', 'soon', 'es', 'school', '[]')`);
      await tx.execute(sql`update referral set state = 'offered', owner_id = ${p.id.therapist} where id = ${referralId}`);
    });
    await t.owner`update membership set during = '[2026-09-01,2026-11-24)' where id = ${second.membership}`;
    await asActor(t.app, p.therapist, 'test', (tx) => tx.execute(sql`select gate.accept_offer(id) from offer where referral_id = ${referralId} and state = 'open'`));
    expect(await ownerOf(referralId)).toBe(p.id.coordinator);
  });
});

test('a hold’s occupancy ends when its appointment says, in every row', async () => {
  const child = await studentInCare(t, p, 'Mia', 'Reyes');
  const held = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, child, '2026-12-03T14:05:00Z', 'held'));
  const longer = sql`update occupancy set held_until = clock_now() + interval '1 year' where appointment_id = ${held}`;
  expect(await outcomeOf(t, p.coordinator, longer)).toBe('occupancy_follows_its_appointment');
  expect(await outcomeOf(t, p.coordinator, sql`update occupancy set held_until = null where appointment_id = ${held}`)).toBe('occupancy_follows_its_appointment');
  expect(await outcomeOf(t, p.coordinator, sql`update appointment set held_until = clock_now() + interval '9 minutes' where id = ${held}`)).toBe('occupancy_follows_its_appointment');
  expect(await outcomeOf(t, p.coordinator, sql`update appointment set held_until = clock_now() + interval '9 minutes' where id = ${held}`, sql`update occupancy set held_until = clock_now() + interval '9 minutes' where appointment_id = ${held}`)).toBe(3);
});

describe('the media server', () => {
  test('reaches the visit of the room that it names, and no other visit, appointment or person', async () => {
    const hash = (text: string) => createHash('sha256').update(text).digest();
    const rooms: string[] = [];
    for (const [given, start] of [['Lia', '2026-11-24T13:10:00Z'], ['Tom', '2026-11-24T14:05:00Z']] as const) {
      const child = await studentInCare(t, p, given, 'Ames');
      const appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, child, start));
      await t.moveClockTo('2026-11-24T14:00:00Z');
      const room = randomUUID();
      expect(await outcomeOf(t, p.therapist, sql`insert into visit (partnership_id, appointment_id, student_id, therapist_id, room_name, media_key_sealed)
        values (${p.id.partnership}, ${appointmentId}, ${child.id.student}, ${p.id.therapist}, ${room}, ${hash('k')})`)).toBe(1);
      await t.moveClockTo(tuesdayMorning);
      rooms.push(room);
    }
    const webhook: Actor = { kind: 'webhook', roomName: rooms[0] ?? '' };
    for (const table of ['visit', 'appointment', 'appointment_student']) expect([table, await outcomeOf(t, webhook, sql`select from ${sql.identifier(table)}`)]).toEqual([table, 1]);
    for (const table of ['person', 'student', 'referral', 'outbox', 'link']) expect([table, await outcomeOf(t, webhook, sql`select from ${sql.identifier(table)}`)]).toEqual([table, 0]);
    const says = (where: ReturnType<typeof sql>) => sql`insert into media_event (partnership_id, id, visit_id, kind, room, at, source) select ${p.id.partnership}, ${randomUUID()}, id, 'joined', room_name, now(), 'webhook' from visit where ${where}`;
    expect(await outcomeOf(t, webhook, says(sql`true`))).toBe(1);
    const [second] = await t.owner`select id from visit where room_name = ${rooms[1] ?? ''}`;
    expect(await outcomeOf(t, webhook, sql`insert into media_event (partnership_id, id, visit_id, kind, room, at, source) values (${p.id.partnership}, ${randomUUID()}, ${String(second?.['id'])}, 'joined', 'r', now(), 'webhook')`)).toBe('not theirs');
  });
});
