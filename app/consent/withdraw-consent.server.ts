import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Invitation } from './invitation.server.ts';
import type { CancelVisits, MoveReferral } from './move-along.ts';
import { requiredPurposes, type Purpose } from './purposes.ts';

/** `stops`: support cannot go on without this yes. */
export type Withdrawn = { ok: true; stops: boolean } | { ok: false; reason: 'not-in-force' };

/**
 * The guardian takes a yes back, on any day and without a reason. From this instant it does not hold. Where support cannot go on without it,
 * visits that are booked are cancelled and the referral waits for the family again; what was signed stays as it was signed.
 *
 * `not-in-force`: that yes was withdrawn already, never given, or has run out.
 *
 * @param after `moveReferral` of `app/referrals` and `cancelBookedVisits` of `app/scheduling`
 */
export async function withdrawConsent(tx: Tx, { requestId, referralId, studentId }: Invitation, purpose: Purpose, after: { move: MoveReferral; cancelVisits: CancelVisits }): Promise<Withdrawn> {
  const withdrawn = await tx.execute(sql`
    update consent set withdrawn_at = clock_now(), withdrawn_by = ctx_person()
    where partnership_id = ctx_partnership() and request_id = ${requestId}::uuid and purpose = ${purpose} and answer and withdrawn_at is null and during @> clock_now()
      and exists (select from consent_request r where r.partnership_id = consent.partnership_id and r.id = consent.request_id and r.state = 'signed') returning id`);
  if (withdrawn.length === 0) return { ok: false, reason: 'not-in-force' };
  await tx.execute(sql`
    update consent_request r set state = 'withdrawn' where r.partnership_id = ctx_partnership() and r.id = ${requestId}::uuid and r.state = 'signed'
      and not exists (select from consent c where c.partnership_id = r.partnership_id and c.request_id = r.id and c.answer and c.withdrawn_at is null)`);
  await record(tx, { action: 'consent.withdrawn', studentId, subject: { kind: 'consent-request', id: requestId }, body: { purpose } });
  if (!requiredPurposes.includes(purpose)) return { ok: true, stops: false };
  await after.cancelVisits(tx, referralId, 'consent_withdrawn');
  // A referral that is not past consent stays where it is: `moved-on`.
  await after.move(tx, { referralId, to: 'awaiting_consent', reason: 'consent_withdrawn' });
  return { ok: true, stops: true };
}
