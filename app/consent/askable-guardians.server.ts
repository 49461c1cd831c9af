import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/** A guardian who may be asked: confirmed, and with the right to decide. */
export type AskableGuardian = {
  guardianshipId: string;
  personId: string;
  givenName: string;
  familyName: string;
  relationship: string;
  language: string;
  /** Whether an invitation goes by mail; otherwise a letter is printed. */
  byEmail: boolean;
};

/** Those who may be asked about a student today, the easiest to reach first. */
export async function askableGuardians(tx: Tx, studentId: string): Promise<AskableGuardian[]> {
  return [...await tx.execute<AskableGuardian>(sql`
    select g.id as "guardianshipId", g.guardian_id as "personId", p.given_name as "givenName", p.family_name as "familyName", g.relationship, g.language,
      (p.email is not null and 'email' = any (g.channels)) as "byEmail"
    from guardianship g join person p on p.id = g.guardian_id join partnership pa on pa.id = g.partnership_id
    where g.partnership_id = ctx_partnership() and g.student_id = ${studentId}::uuid and g.confirmed_at is not null and g.decision_right and g.access_right
      and g.during @> (clock_now() at time zone pa.zone)::date
    order by (p.email is not null and 'email' = any (g.channels)) desc, p.family_name, p.given_name, g.id`)];
}
