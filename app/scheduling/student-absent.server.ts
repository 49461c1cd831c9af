import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { once } from '../messages/once.server.ts';
import { lockResources } from '../occupancy/free-held.server.ts';
import { tellTheFamily } from './tell-the-family.server.ts';

/** `not-today` for any other day; `already-over` once somebody opened the visit (its therapist then says who came), or it is over. */
export type AbsentAnswer = { ok: true; told: number } | { ok: false; reason: 'not-found' | 'not-today' | 'already-over' | 'key-reused' };

/** Whether a visit is one at which its student may be marked absent now: booked, today on the clock where they sit, not over, and opened by nobody. */
const isToday = sql`(lower(a.during) at time zone a.zone)::date = (clock_now() at time zone a.zone)::date`;
const canBeMissed = sql`a.state = 'booked' and upper(a.during) > clock_now() and not gate.somebody_opened(a.id)`;

/**
 * A student is absent today: their visit is not held, with who said so and a coded cause; room and therapist are free at once, the family is told that it is
 * off and not why, and the referral waits for another time if this was the last. All in one transaction.
 */
export async function studentAbsent(db: Database, actor: Actor, { appointmentId, key }: { appointmentId: string; key: string }): Promise<AbsentAnswer> {
  return asActor(db, actor, 'student.absent', (tx) => once(tx, { key, action: 'student.absent', body: { appointmentId } }, (inner) => absent(inner, appointmentId)));
}

async function absent(tx: Tx, appointmentId: string): Promise<AbsentAnswer> {
  const [found] = await tx.execute<{ studentId: string; resources: string[]; today: boolean }>(sql`
    select (select x.student_id from appointment_student x where x.partnership_id = a.partnership_id and x.appointment_id = a.id limit 1) as "studentId",
      (select json_agg(o.resource_id) from occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null) as resources, ${isToday} as today
    from appointment a where a.partnership_id = ctx_partnership() and a.id = ${appointmentId}`);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!found.today) return { ok: false, reason: 'not-today' };
  await lockResources(tx, found.resources ?? []);
  const missed = await tx.execute(sql`
    update appointment a set state = 'not_held', ended_at = clock_now(), ended_by = ctx_person(), ended_because = 'student_absent'
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId} and ${canBeMissed} and ${isToday} returning a.id`);
  if (missed.length === 0) return { ok: false, reason: 'already-over' };
  await tx.execute(sql`update occupancy set released_at = clock_now() where partnership_id = ctx_partnership() and appointment_id = ${appointmentId} and released_at is null`);
  await record(tx, { action: 'appointment.not-held', studentId: found.studentId, subject: { kind: 'appointment', id: appointmentId }, body: { because: 'student_absent' } });
  return { ok: true, told: await tellTheFamily(tx, appointmentId, 'booking-cancelled') };
}

/** Whether the actor could mark the student of this visit as absent now. */
export async function mayBeAbsent(tx: Tx, appointmentId: string): Promise<boolean> {
  const [row] = await tx.execute(sql`select from appointment a where a.partnership_id = ctx_partnership() and a.id = ${appointmentId} and ${canBeMissed} and ${isToday}`);
  return row !== undefined;
}
