import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { moveToClosed, type Moved } from './move-referral.server.ts';
import type { Outcome } from './states.ts';

/** Cancels what is booked for a referral and tells the family: `cancelBookedVisits` of scheduling, which stands to the right of this domain. */
export type CancelBooked = (tx: Tx, referralId: string) => Promise<void>;

/**
 * Ends a referral with a coded outcome, from whatever state it is in, and all that depends on it in the same transaction: booked visits are
 * cancelled, invitations that nobody answered stop working, and the database ends the offer and the care. What was signed stays signed.
 *
 * Taking a referral back is closing it as `withdrawn`.
 */
export async function closeReferral(tx: Tx, { referralId, outcome }: { referralId: string; outcome: Outcome }, cancelBooked: CancelBooked): Promise<Moved> {
  await cancelBooked(tx, referralId);
  const closed = await moveToClosed(tx, referralId, outcome);
  if (!closed.ok) return closed;
  const ended = await tx.execute<{ id: string }>(sql`
    update consent_request set state = 'superseded' where partnership_id = ctx_partnership() and referral_id = ${referralId}::uuid and state in ('draft', 'sent', 'viewed') returning id`);
  const ids = ended.map(({ id }) => id);
  await tx.execute(sql`update link set revoked_at = clock_now() where partnership_id = ctx_partnership() and consent_request_id = any(${sql.param(ids)}::uuid[]) and revoked_at is null`);
  return closed;
}
