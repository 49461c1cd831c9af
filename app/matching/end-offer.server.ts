import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { startEveryMinute } from '../http/every-minute.server.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { moveReferral } from '../referrals/move-referral.server.ts';

/** The coordinator takes an open offer back; the student waits again. Refuses `offer-answered` when the therapist was quicker, `not-found` when the referral is not theirs to see. */
export function takeOfferBack(db: Database, actor: Actor, referralId: string): Promise<{ ok: true } | { ok: false; reason: 'offer-answered' | 'not-found' }> {
  return asActor(db, actor, 'offer.withdraw', async (tx) => {
    // The referral first, as everyone does who moves one.
    const { count } = await tx.execute(sql`select from referral where partnership_id = ctx_partnership() and id = ${referralId} for update`);
    if (count === 0) return { ok: false, reason: 'not-found' };
    const [offer] = await tx.execute<{ id: string; studentId: string }>(sql`
      update offer o set state = 'withdrawn' from referral r
      where o.partnership_id = ctx_partnership() and o.referral_id = ${referralId} and o.state = 'open' and r.partnership_id = o.partnership_id and r.id = o.referral_id
      returning o.id, r.student_id "studentId"`);
    if (!offer) return { ok: false, reason: 'offer-answered' };
    await moveReferral(tx, { referralId, to: 'waiting', reason: 'offer_withdrawn' });
    await record(tx, { action: 'offer.withdrawn', studentId: offer.studentId, subject: { kind: 'offer', id: offer.id } });
    return { ok: true };
  });
}

/** Once a minute, ends offers whose time is over, and their students wait again: a silence must not hold anybody up. The database refuses a late acceptance by itself. */
export function startEndingOffers(context: Pick<WorkerContext, 'db' | 'log' | 'stopping'>): Promise<void> {
  return startEveryMinute(context, 'offer.expire', endExpiredOffers);
}

/** Ends the expired offers of the acting partnership. */
export async function endExpiredOffers(tx: Tx): Promise<void> {
  await tx.execute(sql`
    select from referral r where r.partnership_id = ctx_partnership() and exists (
      select from offer o where o.partnership_id = r.partnership_id and o.referral_id = r.id and o.state = 'open' and o.answer_by <= clock_now()) order by r.id for update of r`);
  const ended = await tx.execute<{ referralId: string }>(sql`
    update offer set state = 'expired' where partnership_id = ctx_partnership() and state = 'open' and answer_by <= clock_now() returning referral_id "referralId"`);
  for (const { referralId } of ended) await moveReferral(tx, { referralId, to: 'waiting', reason: 'offer_expired' });
}
