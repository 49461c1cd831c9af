import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { once, type KeyReused } from '../messages/once.server.ts';
import { dangerSignals } from '../safety/danger-signals.ts';
import { raiseSafetyEvent } from '../safety/raise-safety-event.server.ts';
import { writeSafetyAnswers } from '../safety/safety-questions.ts';
import { sealText } from '../sealed/sealed-text.server.ts';
import { dueOn } from './move-referral.server.ts';
import type { NewReferral } from './referral-form.ts';

/** `safetyEventId`: an answer signalled danger; its page comes first. */
export type Referred =
  | { ok: true; referralId: string; safetyEventId: string | null }
  /** One open referral a student: this is the one. */
  | { ok: false; reason: 'already-referred'; referralId: string | null }
  /** No such student at the counselor's school today. */
  | { ok: false; reason: 'not-found' }
  | KeyReused;

/**
 * A counselor refers a student of their school. What they wrote is sealed with the school's key. If an answer signals danger, the safety event
 * is opened in the same transaction, beside the referral: there is no moment at which a danger waits in a list.
 */
export function referStudent(tx: Tx, { key, ...wanted }: NewReferral): Promise<Referred> {
  return once<Referred>(tx, { key, action: 'referral.create', body: wanted as never }, (inner) => refer(inner, wanted));
}

async function refer(tx: Tx, wanted: Omit<NewReferral, 'key'>): Promise<Referred> {
  const { partnershipId, personId, membershipId, organisationId } = await contextOf(tx);
  const [enrolled] = await tx.execute(sql`
    select from enrolment e join organisation o on o.partnership_id = e.partnership_id and o.id = e.school_id join partnership pa on pa.id = e.partnership_id
    where e.partnership_id = ctx_partnership() and e.student_id = ${wanted.student}::uuid and e.school_id = ${organisationId}::uuid
      and e.during @> (clock_now() at time zone coalesce(o.zone, pa.zone))::date`);
  if (!enrolled || !organisationId) return { ok: false, reason: 'not-found' };

  const id = randomUUID();
  const seal = (column: string, text: string) => sealText(tx, { studentId: wanted.student, regime: 'school', table: 'referral', column, rowId: id }, text);
  const why = await seal('why_sealed', wanted.why);
  const tried = wanted.tried ? await seal('tried_sealed', wanted.tried) : null;
  const safety = await seal('safety_sealed', writeSafetyAnswers(wanted.safety));
  const due = await dueOn(tx, { schoolId: organisationId, urgency: wanted.urgency }, 'received');
  const { count } = await tx.execute(sql`
    insert into referral (partnership_id, id, student_id, school_id, referred_by, owner_id, next_action_on, concern, urgency, language, place, why_sealed, tried_sealed, safety_sealed, reach, asked_for)
    values (${partnershipId}, ${id}, ${wanted.student}, ${organisationId}, ${membershipId}, ${personId}, ${due}, ${wanted.concern}, ${wanted.urgency}, ${wanted.language}, ${wanted.place},
      ${why}, ${tried}, ${safety}, ${wanted.reach}, ${sql.param(wanted.askedFor)}::text[])
    on conflict (partnership_id, student_id) where state <> 'closed' do nothing`);
  if (count === 0) return { ok: false, reason: 'already-referred', referralId: await openReferralOf(tx, wanted.student) };

  const { signals } = dangerSignals(wanted.safety);
  await record(tx, {
    action: 'referral.made', studentId: wanted.student, subject: { kind: 'referral', id },
    body: { concern: wanted.concern, urgency: wanted.urgency, signals: signals.length },
  });
  const safetyEventId = signals.length === 0 ? null
    : await raiseSafetyEvent(tx, { studentId: wanted.student, schoolId: organisationId, referralId: id, report: { signals, words: '' } });
  return { ok: true, referralId: id, safetyEventId };
}

/** The student's referral that is not closed, if the actor may know of it. */
export async function openReferralOf(tx: Tx, studentId: string): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(sql`select id from referral where partnership_id = ctx_partnership() and student_id = ${studentId}::uuid and state <> 'closed'`);
  return row?.id ?? null;
}
