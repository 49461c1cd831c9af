import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { openReferralOf } from './refer-student.server.ts';

/** A student as the form of a new referral shows them. `language` is what the office noted about the guardians; `open` is a referral there already. */
export type StudentToRefer = Readonly<{ id: string; name: string; calledName: string; grade: string | null; school: string; language: string | null; open: { id: string } | null }>;

/** Null when the student is not at the counselor's school today. */
export async function studentToRefer(tx: Tx, studentId: string): Promise<StudentToRefer | null> {
  const [row] = await tx.execute<Omit<StudentToRefer, 'open'>>(sql`
    select s.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as "calledName", s.grade, o.name as school,
      (select g.language from guardianship g where g.partnership_id = s.partnership_id and g.student_id = s.id and g.confirmed_at is not null
        and g.during @> (clock_now() at time zone coalesce(o.zone, pa.zone))::date order by g.decision_right desc, g.id limit 1) as language
    from student s join person p on p.id = s.id
      join enrolment e on e.partnership_id = s.partnership_id and e.student_id = s.id
      join organisation o on o.partnership_id = e.partnership_id and o.id = e.school_id
      join partnership pa on pa.id = s.partnership_id
    where s.partnership_id = ctx_partnership() and s.id = ${studentId}::uuid and e.school_id = ctx_organisation() and e.during @> (clock_now() at time zone coalesce(o.zone, pa.zone))::date`);
  if (!row) return null;
  await record(tx, { action: 'student.read', studentId });
  const open = await openReferralOf(tx, studentId);
  return { ...row, open: open === null ? null : { id: open } };
}
