import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { Concern } from '../caseload/practice-codes.ts';

/** A student who waits for a therapist, as the coordinator's list shows them. */
export interface Waiting {
  referralId: string;
  studentId: string;
  name: string;
  grade: string | null;
  school: string;
  concern: Concern;
  urgency: 'routine' | 'soon' | 'urgent' | 'very_urgent';
  language: string;
  place: 'school' | 'home';
  askedFor: string[];
  state: 'waiting' | 'offered' | 'accepted';
  /** Whole local days since it began to wait (the family's consent), in the school's zone. */
  days: number;
  limitDays: number;
}

/** Everyone with consent and without a first appointment, most urgent and longest first; those already offered or accepted after those who wait. */
export async function waitingList(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.execute<Record<keyof Waiting, never>>(sql`
    select r.id "referralId", r.student_id "studentId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, s.grade, o.name school,
      r.concern, r.urgency, r.language, r.place, r.asked_for "askedFor", r.state,
      (clock_now() at time zone coalesce(o.zone, pa.zone))::date - (w.since at time zone coalesce(o.zone, pa.zone))::date as days,
      coalesce(l.limit_days, rs.limit_days) "limitDays"
    from referral r
    join student s on s.partnership_id = r.partnership_id and s.id = r.student_id
    join person p on p.id = r.student_id
    join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id
    join partnership pa on pa.id = r.partnership_id
    join reference.urgency u on u.code = r.urgency
    join reference.referral_state rs on rs.code = 'waiting'
    left join referral_limit l on l.partnership_id = r.partnership_id and l.state = 'waiting'
    cross join lateral (select coalesce(min(x.at), r.since) since from referral_step x where x.partnership_id = r.partnership_id and x.referral_id = r.id and x.to_state = 'waiting') w
    where r.state in ('waiting', 'offered', 'accepted')
    order by r.state <> 'waiting', u.rank desc, w.since, p.family_name, p.given_name`);
  return rows as unknown as Waiting[];
}
