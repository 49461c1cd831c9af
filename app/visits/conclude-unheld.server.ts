import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { lockResources } from '../occupancy/free-held.server.ts';
import { notHeldBecause, type AttendanceCause } from './absence-cause.ts';

/**
 * An appointment that did not take place: who says so and why are kept, and what it took is free. The referral follows in the database: with
 * no other visit booked it is the coordinator's again. Changes nothing once the appointment is over in another way.
 */
export async function concludeUnheld(tx: Tx, appointmentId: string, cause: AttendanceCause): Promise<boolean> {
  const taken = await tx.execute<{ resourceId: string }>(sql`
    select resource_id as "resourceId" from occupancy where partnership_id = ctx_partnership() and appointment_id = ${appointmentId}::uuid and released_at is null`);
  await lockResources(tx, taken.map((row) => row.resourceId));
  const { count } = await tx.execute(sql`
    update appointment set state = 'not_held', ended_at = clock_now(), ended_by = ctx_person(), ended_because = ${notHeldBecause(cause)}
    where partnership_id = ctx_partnership() and id = ${appointmentId}::uuid and state in ('booked', 'in_progress') and (lower(during) < clock_now() or exists (
      select from visit v where v.partnership_id = ctx_partnership() and v.appointment_id = appointment.id and v.state = 'ended'))`);
  if (count === 0) return false;
  await tx.execute(sql`update occupancy set released_at = clock_now() where partnership_id = ctx_partnership() and appointment_id = ${appointmentId}::uuid and released_at is null`);
  const [student] = await tx.execute<{ id: string }>(sql`select student_id as id from appointment_student where partnership_id = ctx_partnership() and appointment_id = ${appointmentId}::uuid order by student_id limit 1`);
  await record(tx, { action: 'attendance.confirmed', ...(student && { studentId: student.id }), subject: { kind: 'appointment', id: appointmentId }, body: { held: false, cause } });
  return true;
}
