import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { cancelWithin } from './cancel-appointment.server.ts';
import type { EndReason } from './cancel-reasons.ts';
import { lockResources } from '../occupancy/free-held.server.ts';

/**
 * Cancels every booked visit of a referral that has not begun, in the caller's transaction, and tells the family: its referral closes, or the
 * family withdrew. Care cannot end before (`care_ends_without_booked_visits`). A visit that runs at this moment goes on as the therapist ends
 * it; nobody who must not may join it any more.
 *
 * Whoever books this student at the same moment is waited for: what they booked is then seen here, or their booking sees what has ended.
 */
export async function cancelBookedVisits(tx: Tx, referralId: string, because: EndReason): Promise<void> {
  const taken = await tx.execute<{ id: string }>(sql`
    select r.student_id as id from referral r where r.partnership_id = ctx_partnership() and r.id = ${referralId}::uuid
    union select o.resource_id from episode_of_care e join appointment a on a.partnership_id = e.partnership_id and a.episode_id = e.id
      join occupancy o on o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null
    where e.partnership_id = ctx_partnership() and e.referral_id = ${referralId}::uuid`);
  await lockResources(tx, taken.map((row) => row.id));
  const booked = await tx.execute<{ id: string }>(sql`
    select a.id from appointment a join episode_of_care e on e.partnership_id = a.partnership_id and e.id = a.episode_id
    where a.partnership_id = ctx_partnership() and e.referral_id = ${referralId}::uuid and a.state = 'booked' and lower(a.during) > clock_now() order by a.id`);
  for (const { id } of booked) await cancelWithin(tx, { appointmentId: id, because });
}
