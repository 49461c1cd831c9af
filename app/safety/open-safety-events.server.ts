import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';

/** A safety event that is not over, for lists: whose it is and whether anybody has taken it on. `raisedAt` is an ISO instant. */
export type OpenSafetyEvent = Readonly<{ id: string; studentName: string; state: 'raised' | 'acknowledged'; raisedAt: string; acknowledgedBy: string | null }>;

/** Every open event that the actor may see, those that nobody has taken on first, then the oldest. It belongs on top of every list. */
export async function openSafetyEvents(tx: Tx): Promise<readonly OpenSafetyEvent[]> {
  const rows = await tx.execute<{ id: string; name: string; state: 'raised' | 'acknowledged'; raised_at: string; by: string | null }>(sql`
    select e.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, e.state, e.raised_at,
      (select a.given_name || ' ' || a.family_name from person a where a.id = e.acknowledged_by) as by
    from safety_event e join person p on p.id = e.student_id join student s on s.partnership_id = e.partnership_id and s.id = e.student_id
    where e.partnership_id = ctx_partnership() and e.state <> 'resolved'
    order by e.state <> 'raised', e.raised_at`);
  return rows.map((row) => ({ id: row.id, studentName: row.name, state: row.state, raisedAt: instantText(row.raised_at), acknowledgedBy: row.by }));
}
