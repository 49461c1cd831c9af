import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';

/** The offer that stands for a referral, as the coordinator sees it: open, or accepted. */
export interface StandingOffer {
  id: string;
  therapist: string;
  state: 'open' | 'accepted';
  answerBy: string;
}

/** The offer of a referral that is open in time or accepted; null when the student is free to be offered. */
export async function standingOffer(tx: Tx, referralId: string): Promise<StandingOffer | null> {
  const [row] = await tx.execute<StandingOffer & Record<string, unknown>>(sql`
    select o.id, p.given_name || ' ' || p.family_name as therapist, o.state, o.answer_by "answerBy"
    from offer o join person p on p.id = o.therapist_id
    where o.partnership_id = ctx_partnership() and o.referral_id = ${referralId} and o.state in ('open', 'accepted')`);
  return row ? { ...row, answerBy: instantText(row.answerBy) } : null;
}
