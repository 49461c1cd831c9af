import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';

/** When a family can have a visit at home, on the clock of `zone`; each line is one guardian's. */
export type KeptWindow = WeeklyHours & { readonly id: string; readonly guardianId: string; readonly zone: string };

/** The windows of all guardians of a student, Monday first. */
export async function guardianWindowsOf(tx: Tx, studentId: string): Promise<KeptWindow[]> {
  return [...await tx.execute<KeptWindow>(sql`
    select w.id, w.guardian_id as "guardianId", w.weekday, (extract(epoch from w.from_time) / 60)::int as "startMinute", (extract(epoch from w.until_time) / 60)::int as "endMinute", w.zone
    from guardian_window w where w.partnership_id = ctx_partnership() and w.student_id = ${studentId} order by w.weekday, w.from_time`)];
}
