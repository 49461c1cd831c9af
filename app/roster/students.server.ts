import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { DayRange } from '../../db/range.server.ts';

/** A student as lists show them. */
export interface FoundStudent {
  id: string;
  name: string;
  grade: string | null;
  school: string | null;
}

/** As many as a list shows at first. */
const MOST = 50;
const today = sql`(clock_now() at time zone (select pa.zone from partnership pa where pa.id = ctx_partnership()))::date`;

/**
 * Students whose given, family or preferred name holds every word of the query, in any order and without regard to case or accents of length; only those
 * the acting person may see, and a preferred name only where they may see it. At most so many, by family name.
 */
export async function findStudents(tx: Tx, query: string, most = MOST): Promise<FoundStudent[]> {
  const words = query.trim().split(/\s+/).filter(Boolean).slice(0, 6).map((word) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
  return [...await tx.execute<FoundStudent & Record<string, unknown>>(sql`
    select s.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, s.grade, e.school
    from student s join person p on p.id = s.id ${enrolledNow}
    where s.partnership_id = ctx_partnership() and (p.given_name || ' ' || p.family_name || ' ' || called(p.given_name, s.preferred_name, s.preferred_name_seen_by)) ilike all (${sql.param(words)}::text[])
    order by p.family_name, p.given_name, s.id limit ${most}`)];
}

/** Students with a guardian whom a roster proposed and nobody has confirmed yet; those with an open referral first. */
export async function studentsWithProposedGuardians(tx: Tx, most = MOST): Promise<FoundStudent[]> {
  return [...await tx.execute<FoundStudent & Record<string, unknown>>(sql`
    select s.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, s.grade, e.school
    from student s join person p on p.id = s.id ${enrolledNow}
    where s.partnership_id = ctx_partnership() and exists (select from guardianship g where g.partnership_id = s.partnership_id and g.student_id = s.id and g.confirmed_at is null and g.during @> ${today})
    order by not exists (select from referral r where r.partnership_id = s.partnership_id and r.student_id = s.id and r.state <> 'closed'), p.family_name, p.given_name, s.id limit ${most}`)];
}

const enrolledNow = sql`left join lateral (
  select string_agg(o.name, ', ' order by o.name) school from enrolment n join organisation o on o.partnership_id = n.partnership_id and o.id = n.school_id
  where n.partnership_id = s.partnership_id and n.student_id = s.id and n.during @> ${today}) e on true`;

/** A student's own page: what the school's record says, as far as the acting person may see it. */
export interface StudentRecord {
  id: string;
  givenName: string;
  familyName: string;
  /** What to call them before this reader. */
  name: string;
  /** Only for those who may change it (counselor). */
  preferredName: string | null;
  preferredNameSeenBy: 'care_team' | 'school' | 'everyone';
  birthDate: string | null;
  ageYears: number | null;
  grade: string | null;
  homeState: string | null;
  homeZone: string | null;
  enrolments: { school: string; schoolId: string; during: DayRange; current: boolean }[];
  referral: { id: string; state: string } | null;
}

export async function studentRecord(tx: Tx, studentId: string): Promise<StudentRecord | null> {
  const [row] = await tx.execute<StudentRecord & Record<string, unknown>>(sql`
    select s.id, p.given_name "givenName", p.family_name "familyName", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name,
      case when ctx_role() = 'counselor' then s.preferred_name end "preferredName", s.preferred_name_seen_by "preferredNameSeenBy",
      s.birth_date::text "birthDate", extract(year from age(${today}, s.birth_date))::int "ageYears", s.grade, s.home_state "homeState", s.home_zone "homeZone",
      coalesce((select jsonb_agg(jsonb_build_object('school', o.name, 'schoolId', o.id, 'during', jsonb_build_object('from', lower(n.during), 'until', upper(n.during)), 'current', n.during @> ${today}) order by lower(n.during) desc)
        from enrolment n join organisation o on o.partnership_id = n.partnership_id and o.id = n.school_id where n.partnership_id = s.partnership_id and n.student_id = s.id), '[]') enrolments,
      (select jsonb_build_object('id', r.id, 'state', r.state) from referral r where r.partnership_id = s.partnership_id and r.student_id = s.id order by r.state = 'closed', r.created_at desc limit 1) referral
    from student s join person p on p.id = s.id where s.partnership_id = ctx_partnership() and s.id = ${studentId}`);
  return row ?? null;
}
