import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { linesSql } from '../time/lines.server.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';

/**
 * Keeps a therapist's weekly hours as a whole, on the clock of one zone, from now on. They are the person's own, whichever partnership books.
 * Visits that are booked keep standing.
 */
export async function keepTherapistHours(tx: Tx, therapistId: string, zone: string, hours: readonly WeeklyHours[]): Promise<void> {
  await tx.execute(sql`delete from therapist_hours where therapist_id = ${therapistId}`);
  await tx.execute(sql`insert into therapist_hours (therapist_id, weekday, from_time, until_time, zone) select ${therapistId}::uuid, l.weekday, l.from_time, l.until_time, ${zone} from ${linesSql(hours)}`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId } });
}
