import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { familyRules } from '../family-booking/family-rules.server.ts';
import { whyNotMoved } from '../family-booking/family-rules.ts';
import { disclosuresOf, type Given } from '../audit/disclosures.server.ts';
import { record } from '../audit/record.server.ts';
import { consentsOf, type ConsentAsked } from '../consent/consents-of.server.ts';
import type { ReferralState } from '../referrals/states.ts';

/** A child of the acting guardian. Instants are ISO 8601; `zone` is the clock where the child will sit. */
export type Child = {
  studentId: string;
  name: string;
  school: string | null;
  /** Null before the family was asked: until then it is the school's own thought. */
  stands: Exclude<ReferralState, 'received' | 'triaged'> | null;
  place: 'school' | 'home' | null;
  /** The next visit is theirs to take now. */
  mayBook: boolean;
  /** `mayCancel` until it begins; `mayMove` as the partnership lets families. */
  next: { appointmentId: string; mayCancel: boolean; mayMove: boolean; startsAt: string; endsAt: string; zone: string; place: 'school' | 'home'; school: string } | null;
  /** What this guardian was asked and still counts: open, answered, or stopped. */
  asked: ConsentAsked[];
  /** What of the child's record went to another organisation, the newest first. */
  given: Given[];
};

/** The children whose record the acting guardian may see, by name, each with where it stands and what is next. */
export async function familyNow(tx: Tx): Promise<Child[]> {
  const rows = await tx.execute<{ studentId: string; name: string; school: string | null; state: ReferralState | null; place: 'school' | 'home' | null; appointmentId: string | null; mayCancel: boolean | null; movedByFamily: number | null; inCare: boolean; startsAt: string | null; endsAt: string | null; zone: string | null; where: 'school' | 'home' | null; at: string | null }>(sql`
    select s.id as "studentId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as name, r.state, r.place,
      coalesce(rs.name, (select o.name from enrolment e join organisation o on o.partnership_id = e.partnership_id and o.id = e.school_id
        where e.partnership_id = s.partnership_id and e.student_id = s.id and e.during @> (clock_now() at time zone pa.zone)::date order by lower(e.during) desc limit 1)) as school,
      a.id as "appointmentId", a.state = 'booked' and lower(a.during) > clock_now() as "mayCancel", a.moved_by_family as "movedByFamily", exists (select from episode_of_care e where e.partnership_id = r.partnership_id and e.referral_id = r.id and e.ended_at is null) as "inCare", lower(a.during)::text as "startsAt", upper(a.during)::text as "endsAt", a.zone, a.place as where, so.name as at
    from student s join person p on p.id = s.id join partnership pa on pa.id = s.partnership_id
      left join lateral (select x.* from referral x where x.partnership_id = s.partnership_id and x.student_id = s.id order by x.state = 'closed', x.created_at desc limit 1) r on true
      left join organisation rs on rs.partnership_id = r.partnership_id and rs.id = r.school_id
      left join lateral (select y.* from appointment y join appointment_student z on z.partnership_id = y.partnership_id and z.appointment_id = y.id
        where y.partnership_id = s.partnership_id and z.student_id = s.id and y.state in ('booked', 'in_progress') and upper(y.during) > clock_now() order by y.during limit 1) a on true
      left join organisation so on so.partnership_id = a.partnership_id and so.id = a.school_id
    where s.partnership_id = ctx_partnership() and exists (select from guardianship g where g.partnership_id = s.partnership_id and g.student_id = s.id and g.guardian_id = ctx_person()
      and g.confirmed_at is not null and g.access_right and g.during @> (clock_now() at time zone pa.zone)::date)
    order by p.given_name, p.family_name`);
  const [rules, now] = [await familyRules(tx), (await nowOf(tx)).epochMilliseconds];
  const children: Child[] = [];
  for (const row of rows) {
    await record(tx, { action: 'student.read', studentId: row.studentId });
    const { appointmentId, startsAt, endsAt, zone, where, at } = row;
    const visit = startsAt && where ? { place: where, startMs: Date.parse(instantText(startsAt)), movedByFamily: row.movedByFamily ?? 0 } : null;
    children.push({
      studentId: row.studentId, name: row.name, school: row.school, place: row.place, stands: row.state === 'received' || row.state === 'triaged' ? null : row.state,
      next: appointmentId && startsAt && endsAt && zone && where && at ? { appointmentId, mayCancel: row.mayCancel ?? false, mayMove: row.mayCancel === true && visit !== null && whyNotMoved(rules, visit, now) === null, startsAt: instantText(startsAt), endsAt: instantText(endsAt), zone, place: where, school: at } : null,
      mayBook: row.inCare && row.place === 'home' && !appointmentId && rules.booksAtHome,
      asked: (await consentsOf(tx, row.studentId)).filter(({ state }) => state !== 'draft' && state !== 'superseded'),
      given: await disclosuresOf(tx, row.studentId),
    });
  }
  return children;
}
