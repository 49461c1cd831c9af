import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { testDatabase } from '../../db/test-database.ts';
import { addStudent, beginCare, consentToAll, take, testPartnership, tuesdayMorning, type TestPartnership } from '../../db/test-partnership.ts';
import { safetyQuestions, type SafetyAnswers } from '../safety/safety-questions.ts';
import { holdKeys } from '../sealed/held-keys.server.ts';
import type { Reader } from './may-see.ts';
import { moveReferral } from './move-referral.server.ts';
import { readReferral } from './referral-record.server.ts';
import { referStudent } from './refer-student.server.ts';
import { triageReferral } from './triage-referral.server.ts';

const t = await testDatabase();
holdKeys({ key: Buffer.alloc(32, 1), auditKey: Buffer.alloc(32, 2) });
let p: TestPartnership;
let s: Awaited<ReturnType<typeof addStudent>> & { referralId: string; episodeId: string };

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => asActor(t.app, actor, 'test', work);
const safe = Object.fromEntries(safetyQuestions.map((question) => [question, 'no'])) as SafetyAnswers;
const read = async (actor: Actor, reader: Reader) => {
  const referral = await as(actor, (tx) => readReferral(tx, s.referralId, reader));
  if (!referral) throw new Error('not seen');
  return referral;
};
const answer = (purpose: string, withdrawn: boolean) => t.owner.begin(async (tx) => {
  await tx`alter table consent disable trigger only_ends`;
  await tx`update consent set withdrawn_at = ${withdrawn ? tuesdayMorning : null}, withdrawn_by = ${withdrawn ? s.id.guardian : null} where student_id = ${s.id.student} and purpose = ${purpose}`;
  await tx`alter table consent enable trigger only_ends`;
});

beforeAll(async () => {
  await t.moveClockTo(tuesdayMorning);
  p = await testPartnership(t);
  const student = await addStudent(t, p);
  await t.owner`update student set preferred_name = 'Teo' where id = ${student.id.student}`;
  const made = await as(p.counselor, (tx) => referStudent(tx, {
    student: student.id.student, key: randomUUID(), safety: safe, concern: 'worries', why: 'Stomach aches', tried: 'Check-ins', urgency: 'soon', language: 'es', place: 'school', reach: 'email', askedFor: [],
  }));
  if (!made.ok) throw new Error(made.reason);
  await as(p.counselor, (tx) => triageReferral(tx, made.referralId, { key: randomUUID(), urgency: 'soon' }));
  await as(p.counselor, (tx) => moveReferral(tx, { referralId: made.referralId, to: 'awaiting_consent', reason: 'asked' }));
  await consentToAll(t, p, student, made.referralId);
  s = { ...student, referralId: made.referralId, ...await beginCare(t, p, made.referralId) };
});

test('check 2: in care, the therapist reads what the school wrote; without the family’s release no longer', async () => {
  expect(await read(p.therapist, 'therapist')).toMatchObject({ wrote: { why: 'Stomach aches', tried: 'Check-ins' }, care: { therapist: 'Nadia Haddad', agency: 'Harbor Street' } });
  await answer('release_to_agency', true);
  expect(await read(p.therapist, 'therapist')).toMatchObject({ wrote: null, concern: 'worries' });
  expect(await read(p.counselor, 'counselor')).toMatchObject({ wrote: { why: 'Stomach aches' } });
  await answer('release_to_agency', false);
});

test('check 2: “first visit held” comes from attendance, and shows at school only while the family lets the agency tell', async () => {
  const appointmentId = await as(p.therapist, (tx) => take(tx, p, s, '2026-12-01T13:10:00Z'));
  await t.moveClockTo('2026-12-01T13:10:00Z');
  const visitId = randomUUID();
  await as(p.therapist, (tx) => tx.execute(sql`insert into visit (partnership_id, id, appointment_id, student_id, therapist_id, room_name, media_key_sealed) values (${p.id.partnership}, ${visitId}, ${appointmentId}, ${s.id.student}, ${p.id.therapist}, ${randomUUID()}, ${Buffer.from('x')})`));
  expect(await read(p.counselor, 'counselor')).toMatchObject({ held: [], next: { appointmentId } });
  await as(p.therapist, (tx) => tx.execute(sql`insert into attendance (partnership_id, visit_id, person_id, part, proposed, status, confirmed_at, confirmed_by) values (${p.id.partnership}, ${visitId}, ${s.id.student}, 'student', 'attended', 'late', clock_now(), ${p.id.therapist})`));
  expect((await read(p.counselor, 'counselor')).held).toEqual(['2026-12-01T13:10:00.000Z']);
  expect((await read(p.coordinator, 'coordinator')).held).toHaveLength(1);
  await answer('release_to_school', true);
  expect((await read(p.counselor, 'counselor')).held).toBeNull();
  expect((await read(p.coordinator, 'coordinator')).held).toBeNull();
  expect((await read(p.therapist, 'therapist')).held).toHaveLength(1);
  await answer('release_to_school', false);
  expect(await read(p.privacyOfficer, 'privacy_officer')).toMatchObject({ held: null, next: null, wrote: null });
});

test('check 2: a preferred name is for those who may see it, with the name for home beside it', async () => {
  expect((await read(p.counselor, 'counselor')).student).toMatchObject({ name: 'Teo Ibarra', atHome: 'Mateo' });
  expect((await read(p.coordinator, 'coordinator')).student).toMatchObject({ name: 'Mateo Ibarra', atHome: null });
});
