import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { CorridorState } from './states.ts';

/** A referral whose next action was due before today, in its school's zone. */
export type PastLimit = Readonly<{ referralId: string; studentName: string; state: CorridorState; ownerId: string; ownerName: string | null; dueOn: string; daysLate: number }>;

/**
 * What is falling through the cracks, as far as the actor may see it: every open referral past its date, the latest first. It is a query and
 * not a list that somebody keeps, so nothing can be missing from it; and each row has an owner, because none rests without one.
 */
export async function pastLimit(tx: Tx): Promise<readonly PastLimit[]> {
  const rows = await tx.execute<PastLimit & Record<string, unknown>>(sql`
    select r.id as "referralId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as "studentName", r.state,
      r.owner_id as "ownerId", (select x.given_name || ' ' || x.family_name from person x where x.id = r.owner_id) as "ownerName",
      r.next_action_on::text as "dueOn", (clock_now() at time zone coalesce(o.zone, pa.zone))::date - r.next_action_on as "daysLate"
    from referral r
      join student s on s.partnership_id = r.partnership_id and s.id = r.student_id
      join person p on p.id = r.student_id
      join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id
      join partnership pa on pa.id = r.partnership_id
    where r.partnership_id = ctx_partnership() and r.state <> 'closed' and r.next_action_on < (clock_now() at time zone coalesce(o.zone, pa.zone))::date
    order by r.next_action_on, p.family_name, p.given_name`);
  return [...rows];
}
