import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { sealText, type TextPlace } from '../sealed/sealed-text.server.ts';
import { newMediaKey, opaqueName } from './media-secrets.server.ts';

/** Where a visit's end-to-end key lies sealed: under the therapist's law, not the school's. */
export function mediaKeyPlace(visit: { id: string; studentId: string }): TextPlace {
  return { studentId: visit.studentId, regime: 'clinical', table: 'visit', column: 'media_key_sealed', rowId: visit.id };
}

/**
 * Opens the visit of an appointment, or gives the one that is open: its waiting room exists from then on. Whoever comes first opens it; a
 * visitor has a job do it. Throws the database's refusals (`visitRefusals`): not booked, not in its window, no consent in force.
 *
 * @returns the visit's id; null when the acting one sees no such appointment
 */
export async function openVisit(tx: Tx, appointmentId: string): Promise<string | null> {
  const found = async () => {
    const [visit] = await tx.execute<{ id: string }>(sql`select id from visit where partnership_id = ctx_partnership() and appointment_id = ${appointmentId}::uuid`);
    return visit?.id ?? null;
  };
  const [appointment] = await tx.execute<{ therapistId: string; studentId: string }>(sql`
    select a.therapist_id as "therapistId", s.student_id as "studentId"
    from appointment a join appointment_student s on s.partnership_id = a.partnership_id and s.appointment_id = a.id
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}::uuid order by s.student_id limit 1`);
  if (!appointment) return null;
  const there = await found();
  if (there) return there;
  const id = randomUUID();
  const sealed = await sealText(tx, mediaKeyPlace({ id, studentId: appointment.studentId }), newMediaKey());
  await tx.execute(sql`
    insert into visit (partnership_id, id, appointment_id, student_id, therapist_id, room_name, media_key_sealed)
    values (ctx_partnership(), ${id}::uuid, ${appointmentId}::uuid, ${appointment.studentId}::uuid, ${appointment.therapistId}::uuid, ${opaqueName()}, ${sealed})
    on conflict on constraint an_appointment_is_met_once do nothing`);
  return found();
}
