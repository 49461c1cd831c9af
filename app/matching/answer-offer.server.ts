import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import type { DeclineReason } from './offer.ts';

/** Why the database does not let an offer be answered. */
const refusals = {
  caseload_never_above_limit: 'caseload-full',
  an_offer_ends_in_time: 'offer-ended',
  an_offer_is_answered_once: 'offer-answered',
  an_offer_is_answered_by_its_therapist: 'not-found',
  // The family withdrew, or their release ran out, after the offer was made.
  a_referral_moves_along_the_chart: 'offer-ended',
  a_release_names_the_agency: 'offer-ended',
  care_begins_within_an_engagement: 'offer-ended',
} as const;

/**
 * The therapist takes the student: offer, episode of care, caseload place and referral move together or not at all. Two acceptances at once
 * queue on the caseload, so that the last place is taken once.
 *
 * @param afterwards what belongs to the same transaction once care has begun: telling the agency what the family released
 */
export function acceptOffer(db: Database, actor: Actor, offerId: string, afterwards: (tx: Tx, care: { referralId: string; studentId: string; agencyId: string; episodeId: string }) => Promise<void>) {
  return refusing(refusals, () => asActor(db, actor, 'offer.accept', async (tx) => {
    await tx.execute(sql`select gate.accept_offer(${offerId}::uuid)`);
    const [care] = await tx.execute<{ referralId: string; studentId: string; agencyId: string; episodeId: string }>(sql`
      select referral_id "referralId", student_id "studentId", agency_id "agencyId", id "episodeId" from episode_of_care where offer_id = ${offerId}`);
    if (!care) throw new Error('an accepted offer began no care');
    await record(tx, { action: 'offer.accepted', studentId: care.studentId, subject: { kind: 'offer', id: offerId } });
    await afterwards(tx, care);
    return care;
  }));
}

/** The therapist says no, with a coded reason; the referral waits again. */
export function declineOffer(db: Database, actor: Actor, offerId: string, because: DeclineReason) {
  return refusing(refusals, () => asActor(db, actor, 'offer.decline', async (tx) => {
    await tx.execute(sql`select gate.decline_offer(${offerId}::uuid, ${because})`);
    await record(tx, { action: 'offer.declined', subject: { kind: 'offer', id: offerId }, body: { because } });
  }));
}
