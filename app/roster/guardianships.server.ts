import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { Guardianship } from './guardianship.ts';

/** A student's guardians today, confirmed ones first. */
export async function guardianshipsOf(tx: Tx, studentId: string): Promise<Guardianship[]> {
  const rows = await tx.execute<Guardianship & Record<string, unknown>>(sql`
    select g.id, g.guardian_id "guardianId", p.given_name "givenName", p.family_name "familyName", p.email, p.phone, g.relationship, g.decision_right "decisionRight", g.access_right "accessRight",
      g.court_order "courtOrder", g.language, to_jsonb(g.channels) channels, g.confirmed_at "confirmedAt", g.source is not null "fromRoster"
    from guardianship g join person p on p.id = g.guardian_id join partnership pa on pa.id = g.partnership_id
    where g.partnership_id = ctx_partnership() and g.student_id = ${studentId} and g.during @> (clock_now() at time zone pa.zone)::date
    order by g.confirmed_at is null, p.family_name, p.given_name`);
  return rows.map((row) => ({ ...row, confirmedAt: row.confirmedAt && instantText(row.confirmedAt) }));
}
