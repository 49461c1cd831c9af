import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { guardianWindowsOf } from '../scheduling/guardian-windows.server.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';

/** When the acting guardian can have visits at home with a child, on the clock of `zone`: the declared home's, else the school's. */
export type OwnTimes = { studentId: string; guardianId: string; name: string; zone: string; hours: WeeklyHours[] };

/** Null when the child's record is not theirs to see. */
export async function ownTimes(tx: Tx, studentId: string): Promise<OwnTimes | null> {
  const [row] = await tx.execute<{ guardianId: string; name: string; zone: string }>(sql`
    select ctx_person() as "guardianId", called(p.given_name, s.preferred_name, s.preferred_name_seen_by) as name,
      coalesce(s.home_zone, (select o.zone from enrolment e join organisation o on o.partnership_id = e.partnership_id and o.id = e.school_id
        where e.partnership_id = s.partnership_id and e.student_id = s.id and e.during @> (clock_now() at time zone pa.zone)::date order by lower(e.during) desc limit 1), pa.zone) as zone
    from student s join person p on p.id = s.id join partnership pa on pa.id = s.partnership_id
    where s.partnership_id = ctx_partnership() and s.id = ${studentId}::uuid`);
  if (!row) return null;
  const windows = await guardianWindowsOf(tx, studentId);
  const hours = windows.filter(({ guardianId }) => guardianId === row.guardianId).map(({ weekday, startMinute, endMinute }) => ({ weekday, startMinute, endMinute }));
  return { studentId, ...row, hours };
}
