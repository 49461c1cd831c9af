import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { startEveryMinute } from '../http/every-minute.server.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { moveReferral } from '../referrals/move-referral.server.ts';
import { cancelBookedVisits } from './cancel-booked-visits.server.ts';

/** Once a minute, notices permissions that have run out. That they no longer hold needs nobody: the gates go by the clock. */
export function startExpiringConsents(context: Pick<WorkerContext, 'db' | 'log' | 'stopping'>): Promise<void> {
  return startEveryMinute(context, 'consent.expire', expireConsents);
}

/**
 * Marks what was signed and has run out, on the school's calendar, and sends its referral back to the family, unless another guardian's yes
 * still holds: without this a referral would stand in a state in which nothing can be booked, and nobody would be asked anew. What could
 * still be booked is cancelled and the family told.
 */
export async function expireConsents(tx: Tx): Promise<void> {
  const ended = await tx.execute<{ id: string; referralId: string; studentId: string }>(sql`
    update consent_request q set state = 'expired'
    from organisation o join partnership pa on pa.id = o.partnership_id
    where q.partnership_id = ctx_partnership() and q.state = 'signed' and o.partnership_id = q.partnership_id and o.id = q.school_id
      and q.ends_on <= (clock_now() at time zone coalesce(o.zone, pa.zone))::date
    returning q.id, q.referral_id as "referralId", q.student_id as "studentId"`);
  for (const { id, referralId, studentId } of ended) {
    await record(tx, { action: 'consent.expired', studentId, subject: { kind: 'consent-request', id } });
    if (await anotherYesHolds(tx, studentId)) continue;
    await cancelBookedVisits(tx, referralId, 'other');
    // A referral that is not past consent, or is closed, stays where it is: `moved-on`.
    await moveReferral(tx, { referralId, to: 'awaiting_consent', reason: 'consent_expired' });
  }
}

async function anotherYesHolds(tx: Tx, studentId: string): Promise<boolean> {
  const [row] = await tx.execute<{ holds: boolean }>(sql`
    select exists (select from organisation a where a.partnership_id = ctx_partnership() and a.kind = 'agency'
      and gate.consent_in_force(${studentId}::uuid, 'service', a.id, clock_now()) and gate.consent_in_force(${studentId}::uuid, 'telehealth', a.id, clock_now())
      and gate.consent_in_force(${studentId}::uuid, 'release_to_agency', a.id, clock_now())) as holds`);
  return row?.holds ?? false;
}
