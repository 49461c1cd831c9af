import { sql } from 'drizzle-orm';
import { contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { disclose } from '../audit/disclose.server.ts';
import { releaseInForce } from './release-in-force.server.ts';

/** Care that just began: who, for which referral, with which agency. */
export type CareBegun = { referralId: string; studentId: string; agencyId: string; episodeId: string };

/**
 * From now on the therapist reads what the family let the school tell: who the student is with the timetable, and why the school asked.
 * Notes both as given (FERPA 99.32), in the transaction in which the therapist accepts, with the release that allows it.
 *
 * @throws a named refusal, `a_release_names_the_agency`, when no release holds any more: then nothing may be told, and care does not begin
 */
export async function tellAgency(tx: Tx, care: CareBegun): Promise<void> {
  const release = await releaseInForce(tx, care.studentId, 'release_to_agency', care.agencyId);
  if (!release) {
    await tx.execute(sql`select refuse('a_release_names_the_agency')`);
    return;
  }
  const { personId } = await contextOf(tx);
  for (const what of ['student', 'referral'] as const) {
    await disclose(tx, {
      studentId: care.studentId, fromOrganisationId: release.schoolId, toOrganisationId: care.agencyId, ...(personId && { toPersonId: personId }),
      what, purpose: 'begin_care', basis: { kind: 'release', consentId: release.consentId },
    });
  }
}
