import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';

/**
 * The therapist lets one person in. With the first one the visit is live and its appointment in progress. Letting somebody in twice is once.
 *
 * The database refuses (`visitRefusals`) before the start gate is answered, without a license where the student is, without consent in
 * force at this moment, and after the end.
 */
export async function admit(tx: Tx, { visitId, seatId }: { visitId: string; seatId: string }): Promise<{ ok: true } | { ok: false; reason: 'not-found' }> {
  const [seat] = await tx.execute<{ part: string; admitted: boolean; studentId: string; appointmentId: string }>(sql`
    select p.part, p.admitted_at is not null as admitted, v.student_id as "studentId", v.appointment_id as "appointmentId"
    from visit_participant p join visit v on v.partnership_id = p.partnership_id and v.id = p.visit_id
    where p.partnership_id = ctx_partnership() and p.id = ${seatId}::uuid and p.visit_id = ${visitId}::uuid for update of p`);
  if (!seat) return { ok: false, reason: 'not-found' };
  if (seat.admitted) return { ok: true };
  await tx.execute(sql`update visit_participant set admitted_at = clock_now(), admitted_by = ctx_person() where partnership_id = ctx_partnership() and id = ${seatId}::uuid`);
  await tx.execute(sql`update visit set state = 'live', live_at = clock_now() where partnership_id = ctx_partnership() and id = ${visitId}::uuid and state = 'open'`);
  await tx.execute(sql`update appointment set state = 'in_progress' where partnership_id = ctx_partnership() and id = ${seat.appointmentId}::uuid and state = 'booked'`);
  await record(tx, { action: 'visit.admitted', studentId: seat.studentId, subject: { kind: 'visit', id: visitId }, body: { part: seat.part } });
  return { ok: true };
}
