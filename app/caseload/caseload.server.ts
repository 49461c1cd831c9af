import { sql } from 'drizzle-orm';
import { instantText } from '../../db/range.server.ts';
import type { Tx } from '../../db/connect.server.ts';

/** A student in the acting therapist's care. Instants are ISO 8601. */
export interface InCare {
  studentId: string;
  referralId: string;
  name: string;
  grade: string | null;
  school: string;
  /** The agency in whose care: some therapists work for two. */
  agency: string;
  since: string;
  next: { appointmentId: string; startsAt: string; zone: string } | null;
}

/** Everyone in the acting therapist's care, by name, with their next booked appointment. */
export async function caseloadOf(tx: Tx): Promise<InCare[]> {
  const rows = await tx.execute<{ student: string; referral: string; name: string; grade: string | null; school: string; agency: string; since: string; appointment: string | null; starts: string | null; zone: string | null }>(sql`
    select e.student_id student, e.referral_id referral, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, s.grade, o.name school, a.name agency, e.began_at since,
      n.id appointment, lower(n.during) starts, n.zone
    from episode_of_care e
    join student s on s.partnership_id = e.partnership_id and s.id = e.student_id
    join person p on p.id = e.student_id
    join referral r on r.partnership_id = e.partnership_id and r.id = e.referral_id
    join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id
    join organisation a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    left join lateral (select a.id, a.during, a.zone from appointment a where a.partnership_id = e.partnership_id and a.episode_id = e.id and a.state in ('booked', 'in_progress') and upper(a.during) > clock_now() order by a.during limit 1) n on true
    where e.therapist_id = ctx_person() and e.ended_at is null order by p.family_name, p.given_name`);
  return rows.map((row) => ({
    studentId: row.student, referralId: row.referral, name: row.name, grade: row.grade, school: row.school, agency: row.agency, since: instantText(row.since),
    next: row.appointment && row.starts && row.zone ? { appointmentId: row.appointment, startsAt: instantText(row.starts), zone: row.zone } : null,
  }));
}
