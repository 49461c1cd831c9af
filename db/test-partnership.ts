import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from './as-actor.server.ts';
import type { Tx } from './connect.server.ts';
import type { TestDatabase } from './test-database.ts';

/** Tuesday 24 November 2026, 8:00 in Columbus, Ohio. */
export const tuesdayMorning = '2026-11-24T13:00:00Z';

/**
 * A small partnership for database tests: one district, a school with a room and bells, an agency with an engaged, licensed
 * therapist, one of each kind of staff, and nobody in care. Everything but the partnership itself goes in as the web process.
 */
export async function testPartnership(t: TestDatabase, name = 'Mill Creek') {
  const id = {
    partnership: randomUUID(), district: randomUUID(), school: randomUUID(), otherSchool: randomUUID(), agency: randomUUID(), room: randomUUID(),
    bells: randomUUID(), dayType: randomUUID(), engagement: randomUUID(),
    counselor: randomUUID(), otherCounselor: randomUUID(), frontOffice: randomUUID(), coordinator: randomUUID(), therapist: randomUUID(), privacyOfficer: randomUUID(),
    counselorMembership: randomUUID(), otherCounselorMembership: randomUUID(), frontOfficeMembership: randomUUID(), coordinatorMembership: randomUUID(),
    therapistMembership: randomUUID(), privacyOfficerMembership: randomUUID(),
  };
  await t.owner`insert into partnership (id, name, zone, made_up) values (${id.partnership}, ${name}, 'America/New_York', true)`;
  const job: Actor = { kind: 'job', partnershipId: id.partnership };
  await asActor(t.app, job, 'test', async (tx) => {
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name, state, zone) values
      (${id.partnership}, ${id.district}, 'district', 'Mill Creek District', null, null),
      (${id.partnership}, ${id.school}, 'school', 'Alder Creek Middle', 'OH', 'America/New_York'),
      (${id.partnership}, ${id.otherSchool}, 'school', 'Lincoln High', 'OH', 'America/New_York'),
      (${id.partnership}, ${id.agency}, 'agency', 'Harbor Street', null, null)`);
    await addStaff(tx, id.counselor, id.counselorMembership, 'Tom', 'Brandt', id.school, 'counselor');
    await addStaff(tx, id.otherCounselor, id.otherCounselorMembership, 'Ann', 'Lowe', id.otherSchool, 'counselor');
    await addStaff(tx, id.frontOffice, id.frontOfficeMembership, 'Joan', 'Tran', id.school, 'front_office');
    await addStaff(tx, id.coordinator, id.coordinatorMembership, 'Renee', 'Whitfield', id.district, 'coordinator');
    await addStaff(tx, id.privacyOfficer, id.privacyOfficerMembership, 'Priya', 'Nair', id.district, 'privacy_officer');
    await addStaff(tx, id.therapist, id.therapistMembership, 'Nadia', 'Haddad', id.agency, 'therapist');
    await engageTherapist(tx, id, 'C.1', 'en');
    await addRoomAndBells(tx, id, 'Room 114');
  });
  return {
    id,
    job,
    counselor: member(id.counselor, id.counselorMembership),
    otherCounselor: member(id.otherCounselor, id.otherCounselorMembership),
    frontOffice: member(id.frontOffice, id.frontOfficeMembership),
    coordinator: member(id.coordinator, id.coordinatorMembership),
    privacyOfficer: member(id.privacyOfficer, id.privacyOfficerMembership),
    therapist: member(id.therapist, id.therapistMembership),
  };
}

export type TestPartnership = Awaited<ReturnType<typeof testPartnership>>;

export const member = (personId: string, membershipId: string): Actor => ({ kind: 'member', personId, membershipId });

/** As a job: the therapist works for the agency, with two places, is licensed in Ohio, and has hours on every school day. */
export async function engageTherapist(tx: Tx, id: { partnership: string; therapist: string; agency: string; engagement: string }, license: string, language: string): Promise<void> {
  await tx.execute(sql`select gate.engage(${id.engagement}::uuid, ${id.therapist}::uuid, ${id.agency}::uuid, '[2026-08-01,)'::daterange, '{school,home}'::text[], '[5,20)'::int4range, 2)`);
  await tx.execute(sql`insert into license (partnership_id, therapist_id, state, kind, number, during) values (${id.partnership}, ${id.therapist}, 'OH', 'counselor', ${license}, '[2025-01-01,2027-03-31)')`);
  await tx.execute(sql`insert into therapist_language values (${id.partnership}, ${id.therapist}, ${language})`);
  await tx.execute(sql`insert into therapist_hours (therapist_id, weekday, from_time, until_time, zone) select ${id.therapist}::uuid, d, '08:00', '16:00', 'America/New_York' from generate_series(1, 5) d`);
}

/** As a job: a room that is open on every school day, and the school's bells of this year. */
export async function addRoomAndBells(tx: Tx, id: { partnership: string; school: string; room: string; bells: string; dayType: string }, name: string): Promise<void> {
  await tx.execute(sql`insert into room (partnership_id, id, school_id, name) values (${id.partnership}, ${id.room}, ${id.school}, ${name})`);
  await tx.execute(sql`insert into room_hours (partnership_id, room_id, weekday, from_time, until_time) select ${id.partnership}::uuid, ${id.room}::uuid, d, '08:00', '15:30' from generate_series(1, 5) d`);
  await tx.execute(sql`insert into bell_schedule (partnership_id, id, school_id, name, during) values (${id.partnership}, ${id.bells}, ${id.school}, '2026-27', '[2026-08-24,2027-06-12)')`);
  await tx.execute(sql`insert into day_type (partnership_id, id, bell_schedule_id, name, weekdays) values (${id.partnership}, ${id.dayType}, ${id.bells}, 'Regular', '{1,2,3,4,5}')`);
  await tx.execute(sql`insert into period (partnership_id, day_type_id, name, from_time, until_time, bookable) values
    (${id.partnership}, ${id.dayType}, 'Period 1', '08:10', '09:00', true), (${id.partnership}, ${id.dayType}, 'Period 2', '09:05', '09:55', true),
    (${id.partnership}, ${id.dayType}, 'Lunch', '11:10', '11:40', false), (${id.partnership}, ${id.dayType}, 'Period 6', '13:00', '13:50', true)`);
}

/** A new person with a membership, as a job. */
export async function addStaff(tx: Tx, personId: string, membershipId: string, given: string, family: string, organisationId: string, role: string): Promise<void> {
  await tx.execute(sql`insert into person (id, given_name, family_name, email, made_up) values (${personId}, ${given}, ${family}, ${`${given}.${family}@example.org`.toLowerCase()}, true)`);
  await tx.execute(sql`select gate.add_membership(${membershipId}::uuid, ${personId}::uuid, ${organisationId}::uuid, ${role}, '[2026-08-01,)'::daterange)`);
}

/** A student at the school with a confirmed guardian (decision and access right, email, Spanish). */
export async function addStudent(t: TestDatabase, p: TestPartnership, given = 'Mateo', family = 'Ibarra') {
  const id = { student: randomUUID(), guardian: randomUUID(), guardianship: randomUUID(), enrolment: randomUUID() };
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into person (id, given_name, family_name, email, language, made_up) values
      (${id.student}, ${given}, ${family}, null, 'en', true), (${id.guardian}, 'Rosa', ${family}, ${`rosa.${family}@example.org`.toLowerCase()}, 'es', true)`);
    await tx.execute(sql`insert into student (partnership_id, id, birth_date, grade) values (${p.id.partnership}, ${id.student}, '2014-03-02', '7')`);
    await tx.execute(sql`insert into enrolment (partnership_id, id, student_id, school_id, during) values (${p.id.partnership}, ${id.enrolment}, ${id.student}, ${p.id.school}, '[2026-08-24,)')`);
    await tx.execute(sql`insert into guardianship (partnership_id, id, student_id, guardian_id, relationship, during, language, channels)
      values (${p.id.partnership}, ${id.guardianship}, ${id.student}, ${id.guardian}, 'mother', '[2026-08-24,)', 'es', '{email}')`);
  });
  await asActor(t.app, p.frontOffice, 'test', (tx) => tx.execute(sql`update guardianship set decision_right = true, access_right = true, confirmed_at = clock_now(), confirmed_by = ctx_membership() where id = ${id.guardianship}`));
  const guardian: Actor = { kind: 'guardian', personId: id.guardian, partnershipId: p.id.partnership };
  return { id, guardian };
}

const bytes = (text: string) => createHash('sha256').update(text).digest();

/** A referral of that student, in state `awaiting_consent`. */
export async function refer(t: TestDatabase, p: TestPartnership, studentId: string): Promise<string> {
  const referralId = randomUUID();
  await asActor(t.app, p.counselor, 'test', async (tx) => {
    await tx.execute(sql`insert into referral (partnership_id, id, student_id, school_id, referred_by, owner_id, next_action_on, concern, urgency, language, place, why_sealed, safety_sealed, reach)
      values (${p.id.partnership}, ${referralId}, ${studentId}, ${p.id.school}, ${p.id.counselorMembership}, ${p.id.counselor}, '2026-11-25', 'worries', 'soon', 'es', 'school', ${bytes('why')}, ${bytes('safety')}, 'email')`);
    for (const state of ['triaged', 'awaiting_consent']) await tx.execute(sql`update referral set state = ${state} where id = ${referralId}`);
  });
  return referralId;
}

/** The guardian says yes to all four purposes until 11 June 2027; the referral then waits with the coordinator. */
export async function consentToAll(t: TestDatabase, p: TestPartnership, s: Awaited<ReturnType<typeof addStudent>>, referralId: string, agencies: readonly string[] = [p.id.agency]): Promise<{ requestId: string }> {
  const requestId = randomUUID();
  const signatureId = randomUUID();
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    for (const purpose of ['service', 'telehealth', 'release_to_agency', 'release_to_school']) {
      await tx.execute(sql`insert into consent_document (partnership_id, purpose, version, required) values (${p.id.partnership}, ${purpose}, 1, ${purpose !== 'release_to_school'}) on conflict do nothing`);
    }
  });
  await asActor(t.app, p.counselor, 'test', async (tx) => {
    await tx.execute(sql`insert into consent_request (partnership_id, id, referral_id, student_id, guardian_id, school_id, language, asked_by, ends_on)
      values (${p.id.partnership}, ${requestId}, ${referralId}, ${s.id.student}, ${s.id.guardian}, ${p.id.school}, 'es', ${p.id.counselor}, '2027-06-12')`);
    for (const agency of agencies) await tx.execute(sql`insert into consent_request_agency values (${p.id.partnership}, ${requestId}, ${agency})`);
    await tx.execute(sql`update consent_request set state = 'sent', sent_at = clock_now() where id = ${requestId}`);
  });
  await asActor(t.app, s.guardian, 'test', async (tx) => {
    await tx.execute(sql`insert into consent_signature (partnership_id, id, request_id, student_id, signer_id, capacity, guardianship_id, language, text_sealed, text_sha256, signed_name_sealed, hmac)
      values (${p.id.partnership}, ${signatureId}, ${requestId}, ${s.id.student}, ${s.id.guardian}, 'guardian', ${s.id.guardianship}, 'es', ${bytes('t')}, ${bytes('t')}, ${bytes('n')}, ${bytes('h')})`);
    await tx.execute(sql`insert into consent (partnership_id, request_id, signature_id, student_id, purpose, document_id, agency_id, school_id, answer, during)
      select partnership_id, ${requestId}, ${signatureId}, ${s.id.student}, purpose, id, agency, ${p.id.school}, true, tstzrange(clock_now(), '2027-06-12T04:00:00Z') from consent_document, unnest(${sql.param([...agencies])}::uuid[]) agency`);
    await tx.execute(sql`update consent_request set state = 'signed', answered_at = clock_now() where id = ${requestId}`);
    await tx.execute(sql`update referral set state = 'waiting', owner_id = ${p.id.coordinator} where id = ${referralId}`);
  });
  return { requestId };
}

/** The coordinator offers the student to the therapist: returns the open offer. */
export async function offerToTherapist(t: TestDatabase, p: TestPartnership, referralId: string): Promise<string> {
  const offerId = randomUUID();
  await asActor(t.app, p.coordinator, 'test', async (tx) => {
    await tx.execute(sql`insert into offer (partnership_id, id, referral_id, therapist_id, engagement_id, school_id, answer_by, made_by, age_years, concern, urgency, language, place, score)
      values (${p.id.partnership}, ${offerId}, ${referralId}, ${p.id.therapist}, ${p.id.engagement}, ${p.id.school}, clock_now() + interval '3 days', ${p.id.coordinator}, 12, 'worries', 'soon', 'es', 'school', '[]')`);
    await tx.execute(sql`update referral set state = 'offered', owner_id = ${p.id.therapist} where id = ${referralId}`);
  });
  return offerId;
}

/** The coordinator offers the student to the therapist, who accepts: returns the episode of care. */
export async function beginCare(t: TestDatabase, p: TestPartnership, referralId: string): Promise<{ episodeId: string; offerId: string }> {
  const offerId = await offerToTherapist(t, p, referralId);
  const [row] = await asActor(t.app, p.therapist, 'test', (tx) => tx.execute<{ episode: string }>(sql`select gate.accept_offer(${offerId}::uuid) as episode`));
  if (!row) throw new Error('not accepted');
  return { episodeId: row.episode, offerId };
}

/** A student all the way to an accepted match, ready to be booked. */
export async function studentInCare(t: TestDatabase, p: TestPartnership, given?: string, family?: string) {
  const s = await addStudent(t, p, given, family);
  const referralId = await refer(t, p, s.id.student);
  const { requestId } = await consentToAll(t, p, s, referralId);
  const care = await beginCare(t, p, referralId);
  return { ...s, referralId, requestId, ...care };
}

/** What `take` needs: an instant to start (ISO 8601, UTC), 50 minutes, in Room 114. Raw, so that tests meet the database's own refusals. */
export function take(tx: Tx, p: TestPartnership, s: { id: { student: string }; episodeId: string }, start: string, state: 'held' | 'booked' = 'booked') {
  return takeAll(tx, p, s, start, [], state);
}

/** The same with others whom the visit takes besides therapist, room and student; `blocked` is that of all it takes, a room's own is the database's. */
export async function takeAll(tx: Tx, p: TestPartnership, s: { id: { student: string }; episodeId: string }, start: string, others: readonly (readonly [kind: string, id: string])[], state: 'held' | 'booked' = 'booked', blocked = sql`a.during`) {
  const appointmentId = randomUUID();
  const during = sql`tstzrange(${start}::timestamptz, ${start}::timestamptz + interval '50 minutes')`;
  const all = [['therapist', p.id.therapist], ['room', p.id.room], ['student', s.id.student], ...others] as const;
  const ids = sql.param(all.map(([, id]) => id));
  await tx.execute(sql`select lock_resources(${ids}::uuid[])`);
  await tx.execute(sql`select gate.release_expired_holds(${ids}::uuid[])`);
  const heldUntil = state === 'held' ? sql`clock_now() + interval '10 minutes'` : sql`null::timestamptz`;
  await tx.execute(sql`insert into appointment (partnership_id, id, episode_id, therapist_id, agency_id, school_id, place, room_id, during, zone, state_code, state, held_until)
    values (${p.id.partnership}, ${appointmentId}, ${s.episodeId}, ${p.id.therapist}, ${p.id.agency}, ${p.id.school}, 'school', ${p.id.room}, ${during}, 'America/New_York', 'OH', ${state}, ${heldUntil})`);
  await tx.execute(sql`insert into appointment_student values (${p.id.partnership}, ${appointmentId}, ${s.id.student})`);
  const taken = await tx.execute<{ kind: string }>(sql`
    insert into occupancy (partnership_id, appointment_id, kind, resource_id, during, blocked, held_until)
    select a.partnership_id, a.id, r.kind, r.id, a.during, ${blocked}, a.held_until from appointment a,
      (values ${sql.join(all.map(([kind, id]) => sql`(${kind}, ${id}::uuid)`), sql`, `)}) r(kind, id) where a.id = ${appointmentId}
    on conflict on constraint nobody_in_two_places do nothing returning kind`);
  if (taken.length < all.length) throw new Taken();
  return appointmentId;
}

/** Somebody or something was taken; the transaction must roll back. */
export class Taken extends Error {
  override name = 'Taken';
}
