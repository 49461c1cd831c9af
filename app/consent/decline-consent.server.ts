import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Invitation } from './invitation.server.ts';
import type { BringForward, CloseReferral } from './move-along.ts';

export type Declined = { ok: true } | { ok: false; reason: 'answered' };

/**
 * The guardian wants none of it. The referral is closed as declined by the family; where another guardian was asked too, or has said yes
 * already, it stays, and whoever owns it has to look today. Said twice, it is declined once.
 *
 * @param after closing and bringing forward, of `app/referrals`
 */
export async function declineConsent(tx: Tx, { requestId, referralId, studentId }: Invitation, after: { close: CloseReferral; bringForward: BringForward }): Promise<Declined> {
  const [referral] = await tx.execute<{ state: string }>(sql`select state from referral where partnership_id = ctx_partnership() and id = ${referralId}::uuid for update`);
  const [request] = await tx.execute<{ state: string }>(sql`select state from consent_request where partnership_id = ctx_partnership() and id = ${requestId}::uuid for update`);
  if (request?.state === 'declined') return { ok: true };
  if (request?.state !== 'sent' && request?.state !== 'viewed') return { ok: false, reason: 'answered' };
  await tx.execute(sql`update consent_request set state = 'declined', answered_at = clock_now() where partnership_id = ctx_partnership() and id = ${requestId}::uuid`);
  await record(tx, { action: 'consent.declined', studentId, subject: { kind: 'consent-request', id: requestId } });
  const [other] = await tx.execute<{ asked: boolean }>(sql`select gate.another_guardian_is_asked(${requestId}::uuid) as asked`);
  if (referral?.state === 'awaiting_consent' && !other?.asked) await after.close(tx, { referralId, outcome: 'declined_by_family' });
  else await after.bringForward(tx, referralId);
  return { ok: true };
}
