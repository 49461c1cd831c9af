import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { moveReferral } from '../referrals/move-referral.server.ts';
import type { AttendanceCause } from './absence-cause.ts';
import { deriveAttendance } from './attendance.server.ts';
import type { AttendanceStatus } from './attendance.ts';
import { concludeUnheld } from './conclude-unheld.server.ts';
import { endVisit } from './end-visit.server.ts';
import { proposeAttendance } from './propose-attendance.server.ts';

/** What the therapist says of one participant. */
export type Confirmed = { personId: string; status: AttendanceStatus; cause: AttendanceCause | null };

export type ConfirmedAttendance =
  | { ok: true; room: string; held: boolean; firstVisitHeld: boolean }
  /** `visit-still-on`: people can still come. `cause-missing`: an absence without its cause. */
  | { ok: false; reason: 'not-found' | 'visit-still-on' | 'cause-missing' };

/**
 * The therapist confirms or changes what was proposed, participant by participant; it can be changed again later. What follows from it:
 *
 * - the visit is over, if it was not;
 * - the appointment was held when the student attended (late and leaving early included), and was not held otherwise, which frees what it
 *   took; once decided that stays;
 * - with the first visit held the referral is in care: the school sees that, and never a word of what was said.
 *
 * Runs in the therapist's transaction, all or nothing.
 */
export async function confirmAttendance(tx: Tx, visitId: string, confirmed: readonly Confirmed[]): Promise<ConfirmedAttendance> {
  if (confirmed.some(({ status, cause }) => status === 'absent' && cause === null)) return { ok: false, reason: 'cause-missing' };
  const derived = await deriveAttendance(tx, visitId);
  if (!derived) return { ok: false, reason: 'not-found' };
  const said = new Map(confirmed.map((one) => [one.personId, one]));
  if (derived.participants.some((who) => who.proposed === null)) return { ok: false, reason: 'visit-still-on' };
  const ended = await endVisit(tx, visitId);
  if (!ended) return { ok: false, reason: 'not-found' };
  await proposeAttendance(tx, visitId);
  for (const { participantId } of derived.participants) {
    const one = said.get(participantId);
    if (!one) continue;
    await tx.execute(sql`
      update attendance set status = ${one.status}, cause = ${one.status === 'absent' ? one.cause : null}, confirmed_at = clock_now(), confirmed_by = ctx_person()
      where partnership_id = ctx_partnership() and visit_id = ${visitId}::uuid and person_id = ${participantId}::uuid`);
  }
  const student = said.get(derived.studentId);
  const held = student !== undefined && student.status !== 'absent';
  const statuses = Object.fromEntries([...said.values()].map((one) => [one.personId, one.status]));
  await record(tx, { action: 'attendance.confirmed', studentId: derived.studentId, subject: { kind: 'visit', id: visitId }, body: { held, statuses } });
  if (student) await concludeAppointment(tx, derived.appointmentId, held, student.cause);
  return { ok: true, room: ended.room, held, firstVisitHeld: held && (await beginCare(tx, derived.appointmentId)) };
}

/** Moves the appointment to `completed` or `not_held`, if that is still open. */
async function concludeAppointment(tx: Tx, appointmentId: string, held: boolean, cause: AttendanceCause | null): Promise<void> {
  if (!held) return void (await concludeUnheld(tx, appointmentId, cause ?? 'other'));
  await tx.execute(sql`update appointment set state = 'completed' where partnership_id = ctx_partnership() and id = ${appointmentId}::uuid and state in ('booked', 'in_progress')`);
}

/** @returns whether the referral is in care because of this visit */
async function beginCare(tx: Tx, appointmentId: string): Promise<boolean> {
  const [referral] = await tx.execute<{ id: string }>(sql`
    select r.id from appointment a
    join episode_of_care e on e.partnership_id = a.partnership_id and e.id = a.episode_id
    join referral r on r.partnership_id = e.partnership_id and r.id = e.referral_id
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}::uuid and r.state = 'scheduled'`);
  if (!referral) return false;
  return (await moveReferral(tx, { referralId: referral.id, to: 'in_care', reason: 'first_visit_held' })).ok;
}
