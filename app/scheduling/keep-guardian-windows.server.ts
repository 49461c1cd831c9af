import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { linesSql } from '../time/lines.server.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';

/** Keeps when one guardian can have a visit at home with a student, as a whole, on the clock of the home's zone. Visits that are booked keep standing. */
export async function keepGuardianWindows(tx: Tx, studentId: string, guardianId: string, zone: string, hours: readonly WeeklyHours[]): Promise<void> {
  await tx.execute(sql`delete from guardian_window where partnership_id = ctx_partnership() and student_id = ${studentId} and guardian_id = ${guardianId}`);
  await tx.execute(sql`insert into guardian_window (partnership_id, student_id, guardian_id, weekday, from_time, until_time, zone)
    select ctx_partnership(), ${studentId}::uuid, ${guardianId}::uuid, l.weekday, l.from_time, l.until_time, ${zone} from ${linesSql(hours)}`);
  await record(tx, { action: 'guardian-window.changed', studentId, subject: { kind: 'guardian', id: guardianId } });
}
