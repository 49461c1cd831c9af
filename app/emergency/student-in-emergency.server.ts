import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { record } from '../audit/record.server.ts';
import type { Guardianship } from '../roster/guardianship.ts';
import { guardianshipsOf } from '../roster/guardianships.server.ts';
import { studentRecord, type StudentRecord } from '../roster/students.server.ts';
import type { SafetyState } from '../safety/safety-event.server.ts';
import { emergencyNow, type EmergencyNow } from './emergency-now.server.ts';

/** Where the student will be next. Instants are ISO 8601, `zone` the clock of the place. */
export type NextPlace = { startsAt: string; endsAt: string; zone: string; place: 'school' | 'home'; school: string; room: string | null; therapist: string | null };

/** What somebody needs who answers an emergency, and no more: who it is, where, whom to call, what is known of the danger, what comes next. */
export interface StudentInEmergency {
  emergency: EmergencyNow;
  student: StudentRecord;
  /** Of the school where they are enrolled now. */
  school: { name: string; phone: string | null; state: string | null } | null;
  guardians: Guardianship[];
  events: { id: string; state: SafetyState; raisedAt: string }[];
  next: NextPlace | null;
}

/** Reads it under the acting member's own access, and notes that it was read. Null when that access does not run. */
export async function studentInEmergency(tx: Tx, accessId: string): Promise<StudentInEmergency | null> {
  const emergency = await emergencyNow(tx, accessId);
  const student = emergency && await studentRecord(tx, emergency.studentId);
  if (!student) return null;
  const { studentId } = emergency;
  const schoolId = student.enrolments.find(({ current }) => current)?.schoolId ?? null;
  const [school] = await tx.execute<NonNullable<StudentInEmergency['school']>>(sql`select name, phone, state from organisation where partnership_id = ctx_partnership() and id = ${schoolId}::uuid`);
  const events = await tx.execute<StudentInEmergency['events'][number]>(sql`
    select id, state, to_json(raised_at) #>> '{}' as "raisedAt" from safety_event where partnership_id = ctx_partnership() and student_id = ${studentId}::uuid order by state = 'resolved', raised_at desc limit 10`);
  const [next] = await tx.execute<NextPlace>(sql`
    select lower(a.during)::text as "startsAt", upper(a.during)::text as "endsAt", a.zone, a.place, o.name as school, r.name as room, t.given_name || ' ' || t.family_name as therapist
    from appointment a join appointment_student x on x.partnership_id = a.partnership_id and x.appointment_id = a.id join organisation o on o.partnership_id = a.partnership_id and o.id = a.school_id
      left join room r on r.partnership_id = a.partnership_id and r.id = a.room_id left join person t on t.id = a.therapist_id
    where a.partnership_id = ctx_partnership() and x.student_id = ${studentId}::uuid and a.state in ('booked', 'in_progress') and upper(a.during) > clock_now() order by lower(a.during) limit 1`);
  await record(tx, { action: 'emergency.read', studentId, subject: { kind: 'emergency-access', id: accessId } });
  return {
    emergency, student, school: school ?? null, guardians: await guardianshipsOf(tx, studentId), events: [...events],
    next: next ? { ...next, startsAt: instantText(next.startsAt), endsAt: instantText(next.endsAt) } : null,
  };
}
