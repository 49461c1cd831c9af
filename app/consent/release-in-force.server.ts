import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/** The two releases: from the school to an agency, and back. */
export type Release = 'release_to_agency' | 'release_to_school';

/** A yes of the family that lets something be told: its consent's id, and the school it names. */
export type ReleaseInForce = { consentId: string; schoolId: string };

/**
 * The family's release that holds now for a student, direction and agency; null when there is none. What is told on its ground
 * names it in the disclosure (`basis: { kind: 'release', consentId }`).
 */
export async function releaseInForce(tx: Tx, studentId: string, release: Release, agencyId: string): Promise<ReleaseInForce | null> {
  const [row] = await tx.execute<ReleaseInForce>(sql`
    select c.id as "consentId", c.school_id as "schoolId"
    from consent c join consent_request r on r.partnership_id = c.partnership_id and r.id = c.request_id and r.state = 'signed'
    where c.partnership_id = ctx_partnership() and c.student_id = ${studentId}::uuid and c.purpose = ${release} and c.agency_id = ${agencyId}::uuid
      and c.answer and c.during @> clock_now() and (c.withdrawn_at is null or c.withdrawn_at > clock_now())
      and gate.consent_in_force(c.student_id, c.purpose, c.agency_id, clock_now())
    order by lower(c.during) desc limit 1`);
  return row ?? null;
}
