import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { Channel, Relationship } from '../roster/guardianship.ts';

/**
 * A guardian who may be asked. `mail`: an invitation reaches them by mail; without it there is a letter to print. `courtOrder`: staff look at
 * the order before they ask. `openRequest`: they were asked for this referral already.
 */
export type Decider = Readonly<{
  guardianId: string; name: string; relationship: Relationship; language: string; channels: readonly Channel[]; mail: boolean; courtOrder: boolean;
  openRequest: 'draft' | 'sent' | 'viewed' | 'signed' | null;
}>;

/** The guardians of a referral's student who hold a confirmed right to decide today. Who is not confirmed, or may only see, is not asked. */
export async function whoMayDecide(tx: Tx, referralId: string): Promise<readonly Decider[]> {
  const rows = await tx.execute<Decider & Record<string, unknown>>(sql`
    select g.guardian_id as "guardianId", p.given_name || ' ' || p.family_name as name, g.relationship, g.language, to_jsonb(g.channels) as channels,
      ('email' = any (g.channels) and p.email is not null) as mail, g.court_order as "courtOrder",
      (select q.state from consent_request q where q.partnership_id = g.partnership_id and q.referral_id = r.id and q.guardian_id = g.guardian_id
        and q.state in ('draft', 'sent', 'viewed', 'signed')) as "openRequest"
    from referral r
      join guardianship g on g.partnership_id = r.partnership_id and g.student_id = r.student_id
      join person p on p.id = g.guardian_id
      join partnership pa on pa.id = g.partnership_id
    where r.partnership_id = ctx_partnership() and r.id = ${referralId}::uuid and g.confirmed_at is not null and g.decision_right and g.access_right
      and g.during @> (clock_now() at time zone pa.zone)::date
    order by p.family_name, p.given_name`);
  return [...rows];
}
