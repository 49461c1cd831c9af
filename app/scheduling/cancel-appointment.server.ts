import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { once } from '../messages/once.server.ts';
import type { CancelReason, EndReason } from './cancel-reasons.ts';
import { lockResources } from '../occupancy/free-held.server.ts';
import { tellTheFamily } from './tell-the-family.server.ts';

export type CancelWanted = { readonly appointmentId: string; readonly because: CancelReason; readonly key: string };

/** `not-found` also when it is not theirs; `already-over` once the visit began, was held or was cancelled. */
export type CancelAnswer = { ok: true; told: number } | { ok: false; reason: 'not-found' | 'already-over' | 'key-reused' };

/**
 * Cancels a booked appointment: who and why are kept, everything it took is free at once, the family's calendar entry goes away, and the
 * referral waits for a new time if this was the last one. All in one transaction. Not for holds: those are given up.
 */
export async function cancelAppointment(db: Database, actor: Actor, { key, ...body }: CancelWanted): Promise<CancelAnswer> {
  return asActor(db, actor, 'appointment.cancel', (tx) => once(tx, { key, action: 'appointment.cancel', body }, (inner) => cancelWithin(inner, body)));
}

/** The same inside the caller's transaction, which has its own word on being asked twice. */
export async function cancelWithin(tx: Tx, { appointmentId, because }: { appointmentId: string; because: EndReason }): Promise<CancelAnswer> {
  const [found] = await tx.execute<{ studentId: string; resources: string[] }>(sql`
    select (select x.student_id from appointment_student x where x.partnership_id = a.partnership_id and x.appointment_id = a.id limit 1) as "studentId",
      (select json_agg(o.resource_id) from occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id) as resources
    from appointment a where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}`);
  if (!found) return { ok: false, reason: 'not-found' };
  await lockResources(tx, found.resources);
  const cancelled = await tx.execute(sql`
    update appointment set state = 'cancelled', ended_at = clock_now(), ended_by = ctx_person(), ended_because = ${because}
    where partnership_id = ctx_partnership() and id = ${appointmentId} and state = 'booked' and lower(during) > clock_now() returning id`);
  if (cancelled.length === 0) return { ok: false, reason: 'already-over' };
  await tx.execute(sql`update occupancy set released_at = clock_now() where partnership_id = ctx_partnership() and appointment_id = ${appointmentId} and released_at is null`);
  await record(tx, { action: 'appointment.cancelled', studentId: found.studentId, subject: { kind: 'appointment', id: appointmentId }, body: { because } });
  return { ok: true, told: await tellTheFamily(tx, appointmentId, 'booking-cancelled') };
}
