import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../db/as-actor.server.ts';
import type { Tx } from '../db/connect.server.ts';
import type { TestDatabase } from '../db/test-database.ts';
import { addRoomAndBells, addStaff, addStudent, beginCare, consentToAll, engageTherapist, member, offerToTherapist, take, type TestPartnership } from '../db/test-partnership.ts';
import { agenciesToday } from './consent/agencies-today.server.ts';
import type { Config } from './http/config.server.ts';
import { endEmergency } from './emergency/end-emergency.server.ts';
import { openEmergency } from './emergency/open-emergency.server.ts';
import { linkToken, tokenSha256 } from './identity/link-token.server.ts';
import { makeLink } from './identity/links.server.ts';
import { askFamily } from './referrals/ask-family.server.ts';
import { referStudent } from './referrals/refer-student.server.ts';
import { triageReferral } from './referrals/triage-referral.server.ts';
import type { RecordKind } from './routes/record-ids.ts';
import { raiseSafetyEvent } from './safety/raise-safety-event.server.ts';
import { safetyQuestions, type SafetyAnswers } from './safety/safety-questions.ts';
import { makeSchoolKeys } from './sealed/make-school-keys.server.ts';
import { openVisit } from './visits/open-visit.server.ts';
import { answerStartGate } from './visits/start-gate.server.ts';
import { takeSeat } from './visits/take-seat.server.ts';
import { makeKiosk } from './visits/kiosks.server.ts';

/** Ten minutes before period 1 of Tuesday 24 November 2026 in Columbus: the visit of that period is open. */
const periodOne = '2026-11-24T13:10:00Z';
const safe = Object.fromEntries(safetyQuestions.map((question) => [question, 'no'])) as SafetyAnswers;

/** One record of each kind, at one school; and the guardians who have one of them. */
export interface Records {
  id: Record<Exclude<RecordKind, 'token' | 'demo person' | 'own membership' | 'own emergency'>, string>;
  /** Of the student who is in care. */
  guardian: string;
  /** Of the student about whom the family is being asked. */
  guardianAsked: string;
  /** Of the student whose visit is to be. */
  guardianOfVisit: string;
  /** Open now, of a student of the sibling school: one of the counselor and one of the therapist. */
  emergencies: { counselor: string; therapist: string };
}

/** The other school of a partnership, with people of its own: a view of the partnership that the same stories can be told in. */
export async function siblingSchool(t: TestDatabase, p: TestPartnership): Promise<TestPartnership> {
  const fresh = { agency: randomUUID(), therapist: randomUUID(), therapistMembership: randomUUID(), engagement: randomUUID(), frontOffice: randomUUID(), frontOfficeMembership: randomUUID(), room: randomUUID(), bells: randomUUID(), dayType: randomUUID() };
  const id = { ...p.id, ...fresh, school: p.id.otherSchool, otherSchool: p.id.school, counselor: p.id.otherCounselor, counselorMembership: p.id.otherCounselorMembership };
  await asActor(t.app, p.job, 'test', async (tx) => {
    await tx.execute(sql`insert into organisation (partnership_id, id, kind, name) values (${id.partnership}, ${id.agency}, 'agency', 'Maple Street')`);
    await addStaff(tx, id.therapist, id.therapistMembership, 'Omar', 'Said', id.agency, 'therapist');
    await addStaff(tx, id.frontOffice, id.frontOfficeMembership, 'Iris', 'Cole', id.school, 'front_office');
    await engageTherapist(tx, id, 'C.2', 'es');
    await addRoomAndBells(tx, id, 'Room 7');
  });
  return {
    ...p, id, counselor: p.otherCounselor, otherCounselor: p.counselor,
    frontOffice: member(id.frontOffice, id.frontOfficeMembership), therapist: member(id.therapist, id.therapistMembership),
  };
}

/** Tells the stories that leave one record of each kind behind. Needs the installation's keys held and caseloads with room. */
export async function recordsOf(t: TestDatabase, p: TestPartnership, config: Config): Promise<Records> {
  const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => asActor(t.app, actor, 'test', work);
  const family = `Fuentes-${randomUUID().slice(0, 4)}`;
  const referred = async (given: string, until: 'received' | 'triaged' | 'awaiting_consent') => {
    const s = await addStudent(t, p, given, family);
    const made = await as(p.counselor, (tx) => referStudent(tx, { student: s.id.student, key: randomUUID(), safety: safe, concern: 'worries', why: 'Stomach aches', urgency: 'soon', language: 'es', place: 'school', reach: 'email', askedFor: [] }));
    if (!made.ok) throw new Error(made.reason);
    if (until !== 'received') await as(p.counselor, (tx) => triageReferral(tx, made.referralId, { key: randomUUID(), urgency: 'soon' }));
    if (until === 'awaiting_consent') await as(p.counselor, (tx) => tx.execute(sql`update referral set state = 'awaiting_consent' where id = ${made.referralId}`));
    return { ...s, referralId: made.referralId };
  };
  const waiting = async (given: string) => {
    const s = await referred(given, 'awaiting_consent');
    // As the product asks: every agency that serves the schools is named.
    await consentToAll(t, p, s, s.referralId, (await as(p.job, agenciesToday)).map((agency) => agency.id));
    return s;
  };
  const inCare = async (given: string) => {
    const s = await waiting(given);
    return { ...s, ...await beginCare(t, p, s.referralId) };
  };

  const unreferred = await addStudent(t, p, 'Zoe', family);
  const [received, triaged, asked] = [await referred('Ana', 'received'), await referred('Ben', 'triaged'), await referred('Cleo', 'triaged')];
  await as(p.counselor, (tx) => askFamily(tx, config, { key: randomUUID(), referralId: asked.referralId, guardianIds: [asked.id.guardian] }));
  const [wait, offered, care, seen] = [await waiting('Dora'), await waiting('Emil'), await inCare('Flor'), await inCare('Gus')];
  const offer = await offerToTherapist(t, p, offered.referralId);
  const booked = await as(p.coordinator, (tx) => take(tx, p, care, '2026-12-01T14:05:00Z'));
  const held = await as(p.therapist, (tx) => take(tx, p, care, '2026-12-02T14:05:00Z', 'held'));
  const today = await as(p.coordinator, (tx) => take(tx, p, seen, periodOne));
  const seat = await studentWaits(t, p, config, { student: seen.id.student, appointment: today });
  const safetyEvent = await as(p.counselor, (tx) => raiseSafetyEvent(tx, { studentId: care.id.student, schoolId: p.id.school, referralId: care.referralId, report: { signals: ['death_wish'], words: '' } }));
  const kiosk = await as(p.frontOffice, (tx) => makeKiosk(tx, p.id.room));
  const ids = { schoolYear: randomUUID(), license: '', import: randomUUID(), rosterPerson: randomUUID(), rosterMembership: randomUUID(), ends: randomUUID(), endsMembership: randomUUID(), newTherapist: randomUUID(), newTherapistMembership: randomUUID(), message: randomUUID(), recovery: randomUUID(), timeOff: randomUUID(), onSite: randomUUID(), use: randomUUID(), outOfOrder: randomUUID(), interpreter: randomUUID(), away: randomUUID() };
  await as(p.job, async (tx) => {
    await tx.execute(sql`insert into therapist_language values (${p.id.partnership}, ${p.id.therapist}, 'es') on conflict do nothing`);
    await tx.execute(sql`insert into therapist_concern values (${p.id.partnership}, ${p.id.therapist}, 'worries', 3)`);
    await tx.execute(sql`insert into time_off (id, therapist_id, during, zone, reason) values (${ids.timeOff}, ${p.id.therapist}, '[2027-08-02,2027-08-09)', 'America/New_York', 'vacation')`);
    await tx.execute(sql`insert into person (id, given_name, family_name, made_up) values (${ids.interpreter}, 'Linh', ${family}, true)`);
    await tx.execute(sql`select gate.add_interpreter(${ids.interpreter}::uuid, '2026-08-01')`);
    await tx.execute(sql`insert into interpreter_language values (${p.id.partnership}, ${ids.interpreter}, 'vi')`);
    await tx.execute(sql`insert into interpreter_away values (${p.id.partnership}, ${ids.away}, ${ids.interpreter}, '[2027-08-02,2027-08-09)', 'America/New_York')`);
    await tx.execute(sql`insert into on_site_day (partnership_id, id, therapist_id, school_id, weekday, during) values (${p.id.partnership}, ${ids.onSite}, ${p.id.therapist}, ${p.id.school}, 6, '[2027-08-01,)')`);
    await tx.execute(sql`insert into room_use (partnership_id, id, school_id, room_id, series_id, during, kind) values (${p.id.partnership}, ${ids.use}, ${p.id.school}, ${p.id.room}, ${ids.use}, '[2026-12-09 21:00+00,2026-12-09 21:30+00)', 'meeting')`);
    await tx.execute(sql`insert into occupancy (partnership_id, room_use_id, kind, resource_id, during, blocked) select partnership_id, id, 'room', room_id, during, during from room_use where id = ${ids.use}`);
    await tx.execute(sql`insert into room_out_of_order (partnership_id, id, school_id, room_id, during, reason) values (${p.id.partnership}, ${ids.outOfOrder}, ${p.id.school}, ${p.id.room}, '[2027-06-01 12:00+00,2027-06-02 12:00+00)', 'heat')`);
    await addStaff(tx, ids.rosterPerson, ids.rosterMembership, 'Una', family, p.id.school, 'staff');
    await addStaff(tx, ids.ends, ids.endsMembership, 'Max', family, p.id.school, 'front_office');
    await addStaff(tx, ids.newTherapist, ids.newTherapistMembership, 'Noa', family, p.id.agency, 'therapist');
    await tx.execute(sql`select gate.engage(gen_random_uuid(), ${ids.newTherapist}::uuid, ${p.id.agency}::uuid, '[2026-08-01,)'::daterange, '{school}'::text[], '[5,20)'::int4range, 0)`);
    await tx.execute(sql`insert into school_year (partnership_id, id, title, during) values (${p.id.partnership}, ${ids.schoolYear}, '2026–27', '[2026-08-24,2027-06-12)')`);
    await tx.execute(sql`insert into recovery_request (partnership_id, id, person_id) values (${p.id.partnership}, ${ids.recovery}, ${ids.ends})`);
    await tx.execute(sql`insert into roster_import (partnership_id, id, source, format, state) values (${p.id.partnership}, ${ids.import}, 'district', 'oneroster', 'done')`);
    await tx.execute(sql`insert into outbox (partnership_id, id, person_id, channel, template, sealed, dedupe_key, state, attempts, last_error)
      values (${p.id.partnership}, ${ids.message}, ${care.id.guardian}, 'email', 'booking-confirmed', '\\x00', ${randomUUID()}, 'dead', 9, 'refused')`);
  });
  const emergency = await emergenciesOf(t, p, family);
  const [license] = await t.owner`select id from license where therapist_id = ${p.id.therapist}`;
  const [entry] = await t.owner`select id from audit_entry where partnership_id = ${p.id.partnership} and student_id = ${care.id.student} limit 1`;
  return {
    guardian: care.id.guardian, guardianAsked: asked.id.guardian, guardianOfVisit: seen.id.guardian, emergencies: emergency.open,
    id: {
      student: care.id.student, 'unreferred student': unreferred.id.student, guardian: triaged.id.guardian, 'guardian of the student': care.id.guardian, guardianship: care.id.guardianship, room: p.id.room, bells: p.id.bells, kiosk: kiosk.ok ? kiosk.id : '', school: p.id.school, district: p.id.district, 'school year': ids.schoolYear,
      license: String(license?.['id']), 'roster import': ids.import, 'roster person': ids.rosterPerson, therapist: p.id.therapist, engagement: p.id.engagement, membership: ids.endsMembership, 'membership at the agency': ids.newTherapistMembership,
      'received referral': received.referralId, 'triaged referral': triaged.referralId, 'asked referral': asked.referralId, 'waiting referral': wait.referralId, 'offered referral': offered.referralId,
      'accepted referral': care.referralId, 'open request': await openRequest(t, asked.referralId), 'safety event': safetyEvent, 'emergency to review': emergency.over, 'open offer': offer, 'held appointment': held, 'booked appointment': booked,
      'appointment of a visit': today, 'waiting seat': seat, 'undelivered message': ids.message, 'recovery request': ids.recovery, 'time off': ids.timeOff, interpreter: ids.interpreter, 'interpreter away': ids.away, 'room use': ids.use, 'room out of order': ids.outOfOrder, 'on-site day': ids.onSite, 'trail entry': String(entry?.['id']),
    },
  };
}

/** Somebody at the other school is in danger: the counselor and the therapist have opened them, and earlier the counselor opened another one. */
async function emergenciesOf(t: TestDatabase, p: TestPartnership, family: string): Promise<{ open: Records['emergencies']; over: string }> {
  const there = { ...p, id: { ...p.id, school: p.id.otherSchool } };
  for (const given of ['Hal', 'Ivy']) await addStudent(t, there, given, family);
  await asActor(t.app, p.job, 'test', makeSchoolKeys);
  const opens = async (who: Actor, givenName: string) => {
    const opened = await openEmergency(t.app, who, 'http://localhost', { key: randomUUID(), givenName, familyName: family, birthDate: '2014-03-02', threat: 'missing', parties: ['police'], reason: 'Not at the bus this morning' });
    if (!opened.ok) throw new Error(opened.reason);
    return opened.accessId;
  };
  const over = await opens(p.counselor, 'Ivy');
  await asActor(t.app, p.counselor, 'test', (tx) => endEmergency(tx, over));
  return { over, open: { counselor: await opens(p.counselor, 'Hal'), therapist: await opens(p.therapist, 'Hal') } };
}

async function openRequest(t: TestDatabase, referralId: string): Promise<string> {
  const [request] = await t.owner`select id from consent_request where referral_id = ${referralId} and state = 'sent'`;
  return String(request?.['id']);
}

/** The therapist has opened the visit and confirmed its place; the student waits. Returns the student's seat. */
async function studentWaits(t: TestDatabase, p: TestPartnership, config: Config, { student, appointment }: { student: string; appointment: string }): Promise<string> {
  const visitId = await asActor(t.app, p.therapist, 'test', async (tx) => {
    const opened = await openVisit(tx, appointment);
    if (!opened) throw new Error('no visit');
    await takeSeat(tx, { visitId: opened, part: 'therapist' });
    await answerStartGate(tx, { id: opened, studentId: student }, { present: 'Alone', where: 'Room', state: 'OH', adult: 'Next door', callBack: '614 555 0142' });
    return opened;
  });
  const link = await asActor(t.app, p.job, 'test', (tx) => makeLink(tx, config, { kind: 'visit', personId: student, part: 'student', appointmentId: appointment, beginsAt: '2026-11-24T12:50:00Z', expiresAt: '2026-11-24T14:25:00Z' }));
  const asStudent: Actor = { kind: 'link', link: 'visit', tokenSha256: tokenSha256(linkToken(config.key, 'visit', link.id)) as Buffer };
  return asActor(t.app, asStudent, 'test', (tx) => takeSeat(tx, { visitId, part: 'student' }));
}
