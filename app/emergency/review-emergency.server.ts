import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { KeyDestroyed } from '../sealed/data-key.server.ts';
import { sealText } from '../sealed/sealed-text.server.ts';
import type { Outcome } from './threats.ts';

export type Reviewed = { ok: true } | { ok: false; reason: 'not-found' | 'still-open' | 'already-reviewed' | 'oneself' };

/**
 * Somebody else than who opened it says whether an emergency access was right, with words that are sealed like the reason. Once, and after it is over;
 * the database refuses oneself (`nobody_reviews_themselves`).
 */
export async function reviewEmergency(db: Database, actor: Actor, accessId: string, { outcome, words }: { outcome: Outcome; words: string }): Promise<Reviewed> {
  const done = await refusing({ nobody_reviews_themselves: 'oneself', a_review_comes_afterwards: 'still-open', an_emergency_is_reviewed_once: 'already-reviewed' }, () =>
    asActor(db, actor, 'emergency.review', async (tx): Promise<{ ok: true } | { ok: false; reason: 'not-found' }> => {
      const [found] = await tx.execute<{ studentId: string }>(sql`select student_id as "studentId" from emergency_access where partnership_id = ctx_partnership() and id = ${accessId}::uuid for update`);
      if (!found) return { ok: false, reason: 'not-found' };
      const { studentId } = found;
      const sealed = words === '' ? null : await sealText(tx, { studentId, regime: 'school', table: 'emergency_access', column: 'words_sealed', rowId: accessId }, words).catch((error: unknown) => {
        // The record was erased since: what was found of it still counts, words are no longer kept.
        if (error instanceof KeyDestroyed) return null;
        throw error;
      });
      await tx.execute(sql`update emergency_access set outcome = ${outcome}, reviewed_at = clock_now(), reviewed_by = ctx_person(), words_sealed = ${sealed} where partnership_id = ctx_partnership() and id = ${accessId}::uuid`);
      await record(tx, { action: 'emergency.reviewed', studentId, subject: { kind: 'emergency-access', id: accessId }, body: { outcome } });
      return { ok: true };
    }));
  return done.ok ? done.value : { ok: false, reason: done.reason };
}
