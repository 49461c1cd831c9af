import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { raiseSafetyEvent } from './raise-safety-event.server.ts';
import type { SafetyReport } from './safety-report.ts';

/**
 * A student about whom the actor may say that something is wrong: the school where they are today, and their open referral if there is one. In an
 * emergency it may be the school where they were last, as who has just left one and is not yet at the next is in danger all the same.
 */
export type StudentInDanger = Readonly<{ id: string; name: string; calledName: string; schoolId: string; referralId: string | null }>;

/** Null when there is no such student, or none that the actor may know of, or they are at no school today. */
export async function studentInDanger(tx: Tx, studentId: string): Promise<StudentInDanger | null> {
  const [row] = await tx.execute<StudentInDanger>(sql`
    select s.id, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as "calledName",
      e.school_id as "schoolId",
      (select r.id from referral r where r.partnership_id = s.partnership_id and r.student_id = s.id and r.state <> 'closed') as "referralId"
    from student s join person p on p.id = s.id
      join enrolment e on e.partnership_id = s.partnership_id and e.student_id = s.id
      join partnership pa on pa.id = s.partnership_id
    where s.partnership_id = ctx_partnership() and s.id = ${studentId}::uuid and (e.during @> (clock_now() at time zone pa.zone)::date or ctx_emergency() is not null)
    order by e.during @> (clock_now() at time zone pa.zone)::date desc, e.school_id is distinct from ctx_organisation(), lower(e.during) desc limit 1`);
  return row ?? null;
}

/** Raises a safety event for a student whom the actor sees, beside their referral if they have one. */
export async function raiseForStudent(tx: Tx, studentId: string, report: SafetyReport): Promise<{ ok: true; eventId: string } | { ok: false; reason: 'not-found' }> {
  const student = await studentInDanger(tx, studentId);
  if (!student) return { ok: false, reason: 'not-found' };
  return { ok: true, eventId: await raiseSafetyEvent(tx, { studentId, schoolId: student.schoolId, referralId: student.referralId, report }) };
}
