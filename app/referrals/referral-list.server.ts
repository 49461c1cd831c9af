import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { record } from '../audit/record.server.ts';
import type { Concern } from '../caseload/practice-codes.ts';
import type { Outcome, ReferralState, Urgency } from './states.ts';

/** A line of the list. `needs`: it waits for the reader; `daysLate`: past its limit by so many days, 0 when in time. */
export type ReferralLine = Readonly<{
  id: string; name: string; grade: string | null; school: string; concern: Concern; urgency: Urgency; state: ReferralState; outcome: Outcome | null;
  since: string; nextActionOn: string | null; daysLate: number; owner: string | null; needs: boolean; wantsToTalk: boolean;
}>;

/** Closed ones are listed for so long. */
const KEPT_DAYS = 60;
const MOST = 500;

/**
 * Every referral that the actor may see: what waits for them first, then what is past its limit, then by date. It waits for them when it is
 * theirs and their turn. A family's turn is not, unless the family wants to talk or its days are over; nor is a referral whose visits are under way,
 * unless it is late.
 */
export async function listReferrals(tx: Tx): Promise<readonly ReferralLine[]> {
  const rows = await tx.execute<ReferralLine & Record<string, unknown>>(sql`
    select * from (
      select r.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, s.grade, o.name as school, r.concern, r.urgency, r.state, r.outcome,
        r.since, r.next_action_on::text as "nextActionOn", greatest(0, (clock_now() at time zone coalesce(o.zone, pa.zone))::date - r.next_action_on) as "daysLate",
        (select x.given_name || ' ' || x.family_name from person x where x.id = r.owner_id) as owner,
        r.owner_id = ctx_person() and case when r.state in ('scheduled', 'in_care') then r.next_action_on < (clock_now() at time zone coalesce(o.zone, pa.zone))::date
          else g.turn <> 'family' or talk.wanted or r.next_action_on <= (clock_now() at time zone coalesce(o.zone, pa.zone))::date end as needs, talk.wanted as "wantsToTalk",
        p.family_name, p.given_name
      from referral r
        join reference.referral_state g on g.code = r.state
        join student s on s.partnership_id = r.partnership_id and s.id = r.student_id
        join person p on p.id = r.student_id
        join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id
        join partnership pa on pa.id = r.partnership_id
        cross join lateral (select exists (select from consent_request q where q.partnership_id = r.partnership_id and q.referral_id = r.id and q.wants_to_talk_at is not null and q.state in ('sent', 'viewed')) as wanted) talk
      where r.partnership_id = ctx_partnership() and (r.state <> 'closed' or r.since > clock_now() - make_interval(days => ${KEPT_DAYS}))) l
    order by l.state = 'closed', l.needs desc nulls last, l."daysLate" desc nulls last, l."nextActionOn", l.family_name, l.given_name limit ${MOST}`);
  await record(tx, { action: 'referral.listed', body: { count: rows.length } });
  return rows.map((row) => ({
    id: row.id, name: row.name, grade: row.grade, school: row.school, concern: row.concern, urgency: row.urgency, state: row.state, outcome: row.outcome,
    since: instantText(row.since), nextActionOn: row.nextActionOn, daysLate: row.daysLate ?? 0, owner: row.owner, needs: row.needs === true, wantsToTalk: row.wantsToTalk,
  }));
}
