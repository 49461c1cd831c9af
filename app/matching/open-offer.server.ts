import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';

/** The offer that stands for a referral, as the coordinator sees it: open, or accepted. */
export interface StandingOffer {
  id: string;
  therapist: string;
  agency: string;
  state: 'open' | 'accepted';
  answerBy: string;
}

/** The offer of a referral that is open in time or accepted; null when the student is free to be offered. */
export async function standingOffer(tx: Tx, referralId: string): Promise<StandingOffer | null> {
  const [row] = await tx.execute<StandingOffer & Record<string, unknown>>(sql`
    select o.id, p.given_name || ' ' || p.family_name as therapist, a.name agency, o.state, o.answer_by "answerBy"
    from offer o join person p on p.id = o.therapist_id join engagement e on e.partnership_id = o.partnership_id and e.id = o.engagement_id
    join organisation a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    where o.partnership_id = ctx_partnership() and o.referral_id = ${referralId} and o.state in ('open', 'accepted')`);
  return row ? { ...row, answerBy: instantText(row.answerBy) } : null;
}
