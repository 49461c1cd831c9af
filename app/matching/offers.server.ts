import { sql, type SQL } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { Offer } from './offer.ts';

/** The acting therapist's offers, open ones first by the time they end. */
export const offersToMe = (tx: Tx): Promise<Offer[]> => read(tx, sql`o.state = 'open' or o.made_at > clock_now() - interval '30 days'`);

/** One offer to the acting therapist, or null. */
export async function offerToMe(tx: Tx, offerId: string): Promise<Offer | null> {
  return (await read(tx, sql`o.id = ${offerId}`))[0] ?? null;
}

async function read(tx: Tx, which: SQL): Promise<Offer[]> {
  const rows = await tx.execute<Offer & Record<string, unknown>>(sql`
    select o.id, case when o.state = 'open' and o.answer_by <= clock_now() then 'expired' else o.state end as state, o.answer_by "answerBy", o.made_at "madeAt",
      o.age_years "ageYears", o.concern, o.urgency, o.language, o.place, s.name school, a.name agency, coalesce(s.zone, p.zone) zone, o.score terms
    from offer o join engagement e on e.partnership_id = o.partnership_id and e.id = o.engagement_id join organisation a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    join organisation s on s.partnership_id = o.partnership_id and s.id = o.school_id join partnership p on p.id = o.partnership_id
    where o.therapist_id = ctx_person() and (${which}) order by o.state <> 'open', o.answer_by desc`);
  return rows.map((row) => ({ ...row, answerBy: instantText(row.answerBy), madeAt: instantText(row.madeAt) }));
}
