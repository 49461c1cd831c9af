import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { once } from '../messages/once.server.ts';
import { bookingRefusals, isAboutThisTime, type BookingRefusal } from './booking-refusals.ts';
import { usualRules, type BookingRules } from './booking-rules.ts';
import { lockResources, releaseExpiredHolds } from '../occupancy/free-held.server.ts';
import { nearestTimes, type NearestTimes } from './nearest-times.server.ts';
import { tellTheFamily } from './tell-the-family.server.ts';

export type ConfirmWanted = { readonly referralId: string; readonly appointmentId: string; readonly key: string };
export type ConfirmAnswer = { ok: true; appointmentId: string; told: number } | ({ ok: false; reason: BookingRefusal } & Partial<NearestTimes>);

/**
 * Makes a hold an appointment and promises the family a message, in one transaction. Confirming again changes nothing and gives the same
 * answer. A hold that ended meanwhile blocks nobody any more and is not booked: the nearest times are offered instead.
 */
export async function confirmBooking(db: Database, actor: Actor, wanted: ConfirmWanted, rules: BookingRules = usualRules): Promise<ConfirmAnswer> {
  const { key, ...body } = wanted;
  let startMs = 0;
  const done = await refusing(bookingRefusals, () =>
    asActor(db, actor, 'appointment.book', (tx) => once(tx, { key, action: 'appointment.book', body }, async (inner) => {
      const held = await heldTime(inner, wanted);
      if (!held) return { ok: false as const, reason: 'not-found' as const };
      startMs = held.startMs;
      return confirm(inner, wanted.appointmentId, held);
    })));
  const answer: ConfirmAnswer = done.ok ? done.value : { ok: false, reason: done.reason };
  if (answer.ok || !isAboutThisTime(answer.reason)) return answer;
  return { ...answer, ...(await nearestTimes(db, actor, { referralId: wanted.referralId, startMs }, rules)) };
}

type HeldTime = { startMs: number; studentId: string; resources: string[] };

async function heldTime(tx: Tx, { referralId, appointmentId }: ConfirmWanted): Promise<HeldTime | null> {
  const [row] = await tx.execute<HeldTime>(sql`
    select (extract(epoch from lower(a.during)) * 1000)::float8 as "startMs", e.student_id as "studentId",
      (select json_agg(o.resource_id) from occupancy o where o.partnership_id = a.partnership_id and o.appointment_id = a.id) as resources
    from appointment a join episode_of_care e on e.partnership_id = a.partnership_id and e.id = a.episode_id
    where a.partnership_id = ctx_partnership() and a.id = ${appointmentId} and e.referral_id = ${referralId}`);
  return row ?? null;
}

async function confirm(tx: Tx, appointmentId: string, held: HeldTime): Promise<{ ok: true; appointmentId: string; told: number } | { ok: false; reason: BookingRefusal }> {
  await Promise.all([lockResources(tx, held.resources), releaseExpiredHolds(tx, held.resources)]);
  const booked = await tx.execute(sql`
    update appointment set state = 'booked', held_until = null, booked_at = clock_now() where partnership_id = ctx_partnership() and id = ${appointmentId} and state = 'held' returning id`);
  if (booked.length === 0) {
    const [now] = await tx.execute<{ state: string }>(sql`select state from appointment where partnership_id = ctx_partnership() and id = ${appointmentId}`);
    return now?.state === 'booked' ? { ok: true, appointmentId, told: 0 } : { ok: false, reason: 'hold-ended' };
  }
  await tx.execute(sql`update occupancy set held_until = null where partnership_id = ctx_partnership() and appointment_id = ${appointmentId} and released_at is null`);
  await record(tx, { action: 'appointment.booked', studentId: held.studentId, subject: { kind: 'appointment', id: appointmentId } });
  return { ok: true, appointmentId, told: await tellTheFamily(tx, appointmentId, 'booking-confirmed') };
}
