import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusalIn } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';
import { moveReferral } from '../referrals/move-referral.server.ts';
import { answerBy } from './answer-by.ts';
import { matchStudent } from './match-student.server.ts';

export type OfferRefusal = 'not-found' | 'not-waiting' | 'not-released' | 'no-longer-fits' | 'already-offered';

/**
 * The coordinator offers a student to a therapist as one agency engages them: the ranking is made anew (what was on the screen may be old), its terms are kept with the
 * offer, the referral moves, and the therapist is told by mail that somebody waits. The offer holds age, concern and language, and no name.
 *
 * @param input.makeUrl the offer's page, absolute, for the mail
 */
export async function makeOffer(db: Database, actor: Actor, input: { referralId: string; engagementId: string; makeUrl: (offerId: string) => string }): Promise<{ ok: true; offerId: string } | { ok: false; reason: OfferRefusal }> {
  try {
    return await asActor(db, actor, 'offer.make', async (tx) => {
      const found = await matchStudent(tx, input.referralId);
      if (!found) return { ok: false, reason: 'not-found' };
      if (!found.ok) return { ok: false, reason: 'no-longer-fits' };
      const { match } = found;
      if (match.state !== 'waiting') return { ok: false, reason: 'not-waiting' };
      const { engagementId } = input;
      const fit = match.ranking.ranked.find((ranked) => ranked.engagementId === engagementId);
      const candidate = match.candidates[engagementId];
      if (!fit && !(await isEngagedHere(tx, engagementId))) return { ok: false, reason: 'not-found' };
      if (match.ranking.excluded.some((out) => out.engagementId === engagementId && out.because.rule === 'not-released')) return { ok: false, reason: 'not-released' };
      if (!fit || !candidate) return { ok: false, reason: 'no-longer-fits' };
      const { therapistId } = candidate;
      const due = answerBy(await nowOf(tx), match.zone);
      const offerId = randomUUID();
      const moved = await moveReferral(tx, {
        referralId: match.referralId, to: 'offered', ownerId: therapistId, nextActionOn: due.toZonedDateTimeISO(match.zone).toPlainDate().toString(),
      });
      if (!moved.ok) return { ok: false, reason: 'not-waiting' };
      await tx.execute(sql`
        insert into offer (partnership_id, id, referral_id, therapist_id, engagement_id, school_id, answer_by, made_by, age_years, concern, urgency, language, place, score)
        values (ctx_partnership(), ${offerId}, ${match.referralId}, ${therapistId}, ${engagementId}, ${match.schoolId}, ${due.toString()}, ctx_person(), ${match.ageYears}, ${match.concern},
          ${match.urgency}, ${match.language}, ${match.place}, ${JSON.stringify(fit.terms)}::jsonb)`);
      await record(tx, { action: 'offer.made', studentId: match.studentId, subject: { kind: 'offer', id: offerId }, body: { therapistId, engagementId, score: fit.score } });
      await promiseMessage(tx, {
        to: therapistId, template: 'offer-to-therapist', params: { url: input.makeUrl(offerId), answerBy: due.toString(), zone: match.zone }, notAfter: due, dedupeKey: `offer:${offerId}`,
      });
      return { ok: true, offerId };
    });
  } catch (error) {
    if (refusalIn(error)?.promise === 'one_offer_at_a_time') return { ok: false, reason: 'already-offered' };
    // Withdrawn at this very moment.
    if (refusalIn(error)?.promise === 'a_release_names_the_agency') return { ok: false, reason: 'not-released' };
    throw error;
  }
}

/** Whether the partnership knows this engagement at all; one that has ended is somebody whom the page may still have shown. */
async function isEngagedHere(tx: Tx, engagementId: string): Promise<boolean> {
  return (await tx.execute(sql`select from engagement where partnership_id = ctx_partnership() and id = ${engagementId}::uuid`)).count > 0;
}
