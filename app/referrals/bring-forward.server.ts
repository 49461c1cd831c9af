import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/**
 * The counselor's turn has come although the referral stays where it is: the family wants to talk first, or said no to something that is
 * needed. The next action is due today, in the school's zone, so that it is on the owner's list at once.
 */
export async function bringForward(tx: Tx, referralId: string): Promise<void> {
  await tx.execute(sql`
    update referral r set next_action_on = least(r.next_action_on, (clock_now() at time zone coalesce(o.zone, pa.zone))::date)
    from organisation o join partnership pa on pa.id = o.partnership_id
    where o.partnership_id = r.partnership_id and o.id = r.school_id and r.partnership_id = ctx_partnership() and r.id = ${referralId}::uuid and r.state <> 'closed'`);
}
