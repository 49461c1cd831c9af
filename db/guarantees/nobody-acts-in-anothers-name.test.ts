import { createHash, randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, type Actor } from '../as-actor.server.ts';
import { testDatabase } from '../test-database.ts';
import { outcomeOf } from '../test-outcome.ts';
import { addStaff, addStudent, consentToAll, refer, studentInCare, take, testPartnership, tuesdayMorning, type TestPartnership } from '../test-partnership.ts';

const t = await testDatabase();
const hash = (text: string) => createHash('sha256').update(text).digest();
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

const outcome = (actor: Actor, ...statements: SQL[]) => outcomeOf(t, actor, ...statements);
const refused = 'nobody_acts_in_anothers_name';

describe('who confirmed, offered, asked or made something is who did it', () => {
  test('a guardianship is confirmed by the acting membership, and never by a job', async () => {
    const confirm = (by: string | null) => sql`update guardianship set confirmed_at = clock_now(), confirmed_by = ${by === null ? sql`ctx_membership()` : by} where id = ${s.id.guardianship}`;
    expect(await outcome(p.counselor, confirm(p.id.coordinatorMembership))).toBe(refused);
    expect(await outcome(p.job, confirm(p.id.coordinatorMembership))).toBe(refused);
    expect(await outcome(p.counselor, confirm(null))).toBe(1);
  });

  test('rights that were confirmed are not widened under the name of who confirmed them', async () => {
    await t.owner`update guardianship set decision_right = false where id = ${s.id.guardianship}`;
    const widen = sql`update guardianship set decision_right = true where id = ${s.id.guardianship}`;
    expect(await outcome(p.frontOffice, widen)).toBe(refused);
    expect(await outcome(p.job, widen)).toBe(refused);
    expect(await outcome(p.frontOffice, sql`update guardianship set decision_right = true, confirmed_by = ctx_membership() where id = ${s.id.guardianship}`)).toBe(1);
  });

  test('a referral, a request and an offer', async () => {
    const child = await addStudent(t, p, 'Ada', 'Reyes');
    const make = (by: SQL) => sql`insert into referral (partnership_id, id, student_id, school_id, referred_by, owner_id, next_action_on, concern, urgency, language, place, why_sealed, safety_sealed, reach)
      values (${p.id.partnership}, ${randomUUID()}, ${child.id.student}, ${p.id.school}, ${by}, ${p.id.counselor}, '2026-11-25', 'worries', 'soon', 'es', 'school', ${hash('w')}, ${hash('s')}, 'email')`;
    expect(await outcome(p.coordinator, make(sql`${p.id.counselorMembership}::uuid`))).toBe(refused);
    expect(await outcome(p.job, make(sql`${p.id.counselorMembership}::uuid`))).toBe(refused);
    const referralId = await refer(t, p, child.id.student);
    const ask = (by: SQL) => sql`insert into consent_request (partnership_id, id, referral_id, student_id, guardian_id, school_id, language, asked_by, ends_on)
      values (${p.id.partnership}, ${randomUUID()}, ${referralId}, ${child.id.student}, ${child.id.guardian}, ${p.id.school}, 'es', ${by}, '2027-06-12')`;
    expect(await outcome(p.coordinator, ask(sql`${p.id.counselor}::uuid`))).toBe(refused);
    await consentToAll(t, p, child, referralId);
    const offer = (by: SQL) => sql`insert into offer (partnership_id, referral_id, therapist_id, engagement_id, school_id, answer_by, made_by, concern, urgency, language, place, score)
      values (${p.id.partnership}, ${referralId}, ${p.id.therapist}, ${p.id.engagement}, ${p.id.school}, clock_now() + interval '3 days', ${by}, 'worries', 'soon', 'es', 'school', '[]')`;
    expect(await outcome(p.coordinator, offer(sql`${p.id.counselor}::uuid`))).toBe(refused);
    expect(await outcome(p.job, offer(sql`${p.id.coordinator}::uuid`))).toBe(refused);
    expect(await outcome(p.coordinator, offer(sql`ctx_person()`))).toBe(1);
  });

  test('a kiosk, an import, a disclosure and a booking', async () => {
    const kiosk = (by: SQL) => sql`insert into kiosk (partnership_id, school_id, room_id, made_by) values (${p.id.partnership}, ${p.id.school}, ${p.id.room}, ${by})`;
    expect(await outcome(p.frontOffice, kiosk(sql`${p.id.counselor}::uuid`))).toBe(refused);
    expect(await outcome(p.frontOffice, kiosk(sql`ctx_person()`))).toBe(1);
    expect(await outcome(p.job, sql`insert into roster_import (partnership_id, source, format, state, by_person) values (${p.id.partnership}, 'x', 'x', 'running', ${p.id.coordinator})`)).toBe(refused);
    expect(await outcome(p.counselor, sql`insert into disclosure (partnership_id, id, student_id, from_organisation_id, to_organisation_id, what, purpose, basis, by_person, hmac)
      values (${p.id.partnership}, gen_random_uuid(), ${s.id.student}, ${p.id.school}, ${p.id.agency}, 'referral', 'begin_care', 'release', ${p.id.coordinator}, ${hash('h')})`)).toBe(refused);
    const appointmentId = await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-12-01T14:05:00Z'));
    const cancel = (by: SQL) => [
      sql`update occupancy set released_at = clock_now() where appointment_id = ${appointmentId}`,
      sql`update appointment set state = 'cancelled', ended_at = clock_now(), ended_because = 'other', ended_by = ${by} where id = ${appointmentId}`,
    ];
    expect(await outcome(p.frontOffice, ...cancel(sql`${p.id.counselor}::uuid`))).toBe(refused);
    expect(await outcome(p.frontOffice, ...cancel(sql`ctx_person()`))).toBe(1);
  });

  test('a visit’s place, who is let in, and who attended', async () => {
    await asActor(t.app, p.coordinator, 'test', (tx) => take(tx, p, s, '2026-11-24T13:10:00Z'));
    const visitId = randomUUID();
    const seat = (person: SQL, part: string) => sql`insert into visit_participant (partnership_id, visit_id, person_id, part, identity, admitted_at, admitted_by)
      values (${p.id.partnership}, ${visitId}, ${p.id.therapist}, ${part}, ${randomUUID()}, clock_now(), ${person})`;
    expect(await outcome(p.therapist, sql`insert into visit (partnership_id, id, appointment_id, student_id, therapist_id, room_name, media_key_sealed)
      select partnership_id, ${visitId}, id, ${s.id.student}, therapist_id, 'room', ${hash('k')} from appointment where state = 'booked'`)).toBe(1);
    const place = (by: SQL) => sql`insert into visit_place (partnership_id, visit_id, n, state_code, answers_sealed, confirmed_by) values (${p.id.partnership}, ${visitId}, 1, 'OH', ${hash('a')}, ${by})`;
    expect(await outcome(p.job, place(sql`${p.id.therapist}::uuid`))).toBe(refused);
    expect(await outcome(p.therapist, place(sql`${p.id.counselor}::uuid`))).toBe(refused);
    expect(await outcome(p.therapist, place(sql`ctx_person()`))).toBe(1);
    expect(await outcome(p.job, seat(sql`${p.id.therapist}::uuid`, 'therapist'))).toBe(refused);
    expect(await outcome(p.therapist, seat(sql`ctx_person()`, 'therapist'))).toBe(1);
    expect(await outcome(p.job, sql`insert into attendance (partnership_id, visit_id, person_id, part, proposed) values (${p.id.partnership}, ${visitId}, ${s.id.student}, 'student', 'attended')`)).toBe(1);
    const confirm = (by: SQL) => sql`update attendance set status = 'attended', confirmed_at = clock_now(), confirmed_by = ${by} where visit_id = ${visitId}`;
    expect(await outcome(p.job, confirm(sql`${p.id.therapist}::uuid`))).toBe(refused);
    expect(await outcome(p.therapist, confirm(sql`${p.id.counselor}::uuid`))).toBe(refused);
    expect(await outcome(p.therapist, confirm(sql`ctx_person()`))).toBe(1);
    expect(await outcome(p.job, sql`update attendance set status = 'late' where visit_id = ${visitId}`)).toBe(refused);
    expect(await outcome(p.job, sql`update attendance set minutes = 44 where visit_id = ${visitId}`)).toBe(1);
  });
});

test('check 28: an entry of the trail names who acts, and what the product does by itself names nobody', async () => {
  const entry = (who: string | null) => sql`insert into audit_entry (partnership_id, id, body, hmac) values (${p.id.partnership}, gen_random_uuid(), ${JSON.stringify({ action: 'student.read', personId: who })}::jsonb, ${hash('h')})`;
  expect(await outcome(p.counselor, entry(p.id.coordinator))).toBe('not theirs');
  expect(await outcome(p.counselor, entry(null))).toBe('not theirs');
  expect(await outcome(p.job, entry(p.id.counselor))).toBe('not theirs');
  expect(await outcome(p.counselor, entry(p.id.counselor))).toBe(1);
  expect(await outcome(p.job, entry(null))).toBe(1);
});

describe('a person’s name and address', () => {
  const address = (who: string) => sql`update person set email = 'else@example.org' where id = ${who}`;
  const whose = 'a_person_is_changed_by_who_may';

  test('of a colleague are changed by themselves and by who manages staff', async () => {
    for (const actor of [p.counselor, p.frontOffice]) expect(await outcome(actor, address(p.id.privacyOfficer))).toBe(whose);
    expect(await outcome(p.therapist, address(p.id.privacyOfficer))).toBe(0);
    expect(await outcome(p.counselor, address(p.id.counselor))).toBe(1);
    expect(await outcome(p.therapist, address(p.id.therapist))).toBe(1);
    expect(await outcome(p.coordinator, address(p.id.counselor))).toBe(1);
  });

  test('of an agency’s people, by that agency’s administrator', async () => {
    const [person, membership] = [randomUUID(), randomUUID()];
    await asActor(t.app, p.job, 'test', (tx) => addStaff(tx, person, membership, 'Lena', 'Ortiz', p.id.agency, 'agency_administrator'));
    const administrator: Actor = { kind: 'member', personId: person, membershipId: membership };
    expect(await outcome(administrator, address(p.id.counselor))).toBe(whose);
    expect(await outcome(administrator, address(p.id.therapist))).toBe(1);
  });

  test('of a guardian, by who sees the child; but not of one who works here too, or whom another partnership knows', async () => {
    expect(await outcome(p.frontOffice, address(s.id.guardian))).toBe(1);
    expect(await outcome(p.otherCounselor, address(s.id.guardian))).toBe(0);
    const both = await addStudent(t, p, 'Noa', 'Stern');
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.add_membership(gen_random_uuid(), ${both.id.guardian}::uuid, ${p.id.otherSchool}::uuid, 'front_office', '[2026-08-01,)'::daterange)`));
    expect(await outcome(p.frontOffice, address(both.id.guardian))).toBe(whose);
    await asActor(t.app, p.job, 'test', (tx) => tx.execute(sql`select gate.engage(gen_random_uuid(), ${other.id.therapist}::uuid, ${p.id.agency}::uuid, '[2026-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 1, true)`));
    for (const actor of [p.coordinator, p.job, other.coordinator]) expect(await outcome(actor, address(other.id.therapist))).toBe(whose);
    expect(await outcome(other.therapist, address(other.id.therapist))).toBe(1);
  });

  test('that somebody is made up is said once', async () => {
    for (const actor of [p.coordinator, p.job]) expect(await outcome(actor, sql`update person set made_up = false where id = ${p.id.counselor}`)).toBe('not theirs');
  });
});
