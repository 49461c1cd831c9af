import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { guardianWindowsOf } from './guardian-windows.server.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';

/** Where a student sits for visits at home, and when each guardian can have one there. */
export type HomeTimes = {
  readonly studentId: string;
  readonly student: string;
  readonly state: string | null;
  readonly zone: string | null;
  readonly guardians: readonly { readonly id: string; readonly name: string; readonly hours: readonly WeeklyHours[] }[];
};

/** The declared home of a student and the windows of their confirmed guardians; null when the student is not the actor's to see. */
export async function homeTimesOf(tx: Tx, studentId: string): Promise<HomeTimes | null> {
  const [[student], guardians, windows] = [
    await tx.execute<{ name: string; state: string | null; zone: string | null }>(sql`
      select called(p.given_name, s.preferred_name, s.preferred_name_seen_by) || ' ' || p.family_name as name, s.home_state as state, s.home_zone as zone
      from student s join person p on p.id = s.id where s.partnership_id = ctx_partnership() and s.id = ${studentId}`),
    await tx.execute<{ id: string; name: string }>(sql`
      select p.id, p.given_name || ' ' || p.family_name as name from guardianship g join person p on p.id = g.guardian_id join partnership pa on pa.id = g.partnership_id
      where g.partnership_id = ctx_partnership() and g.student_id = ${studentId} and g.confirmed_at is not null and g.access_right and g.during @> (clock_now() at time zone pa.zone)::date order by 2`),
    await guardianWindowsOf(tx, studentId),
  ];
  if (!student) return null;
  return {
    studentId, student: student.name, state: student.state, zone: student.zone,
    guardians: guardians.map(({ id, name }) => ({ id, name, hours: windows.filter((window) => window.guardianId === id).map(({ weekday, startMinute, endMinute }) => ({ weekday, startMinute, endMinute })) })),
  };
}

/** Declares where the student sits for visits at home: decides the clock, the license and the law. */
export async function keepHomePlace(tx: Tx, studentId: string, state: string, zone: string): Promise<void> {
  const kept = await tx.execute(sql`update student set home_state = ${state}, home_zone = ${zone} where partnership_id = ctx_partnership() and id = ${studentId} returning id`);
  if (kept.length === 0) throw new Error('the home was not kept');
  await record(tx, { action: 'student.changed', studentId, body: { home: state } });
}
