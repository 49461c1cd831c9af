import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { linesSql } from '../time/lines.server.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';

/**
 * Keeps a therapist's weekly hours as a whole, on the clock of one zone: from a date on (what was to hold from then on, later changes too, gives way), or
 * for all time where no date is given. They are the person's own, whichever partnership books. Visits that are booked keep standing.
 */
export async function keepTherapistHours(tx: Tx, therapistId: string, zone: string, hours: readonly WeeklyHours[], fromDate: string | null = null): Promise<void> {
  await tx.execute(sql`delete from therapist_hours where therapist_id = ${therapistId} and not (during && daterange(null, ${fromDate}::date) and ${fromDate}::date is not null)`);
  await tx.execute(sql`update therapist_hours set during = during * daterange(null, ${fromDate}::date) where therapist_id = ${therapistId} and not (during <@ daterange(null, ${fromDate}::date))`);
  await tx.execute(sql`insert into therapist_hours (therapist_id, weekday, from_time, until_time, zone, during)
    select ${therapistId}::uuid, l.weekday, l.from_time, l.until_time, ${zone}, daterange(${fromDate}::date, null) from ${linesSql(hours)}`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, ...(fromDate && { body: { from: fromDate } }) });
}
