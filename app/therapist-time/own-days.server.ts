import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { wallTimeText } from '../time/wall-minute.ts';
import type { OwnDay } from './own-days.ts';

/** A therapist's days with hours of their own from a date on, in order. */
export async function ownDaysOf(tx: Tx, therapistId: string, fromDate: string): Promise<OwnDay[]> {
  return [...await tx.execute<OwnDay>(sql`
    select d.day::text as date, min(d.zone) as zone, coalesce(json_agg(json_build_object('startMinute', (extract(epoch from d.from_time) / 60)::int, 'endMinute', (extract(epoch from d.until_time) / 60)::int) order by d.from_time)
      filter (where d.from_time is not null), '[]'::json) as lines
    from therapist_day d where d.therapist_id = ${therapistId} and d.day >= ${fromDate}::date group by d.day order by d.day`)];
}

/** Keeps a date's own hours in place of any before; no lines: none that day. Visits that are booked keep standing, and are listed. */
export async function keepOwnDay(tx: Tx, therapistId: string, { date, zone, lines }: OwnDay): Promise<void> {
  await tx.execute(sql`delete from therapist_day where therapist_id = ${therapistId} and day = ${date}::date`);
  if (lines.length === 0) await tx.execute(sql`insert into therapist_day (therapist_id, day, zone) values (${therapistId}, ${date}::date, ${zone})`);
  for (const { startMinute, endMinute } of lines) {
    await tx.execute(sql`insert into therapist_day (therapist_id, day, from_time, until_time, zone) values (${therapistId}, ${date}::date, ${wallTimeText(startMinute)}::time, ${wallTimeText(endMinute)}::time, ${zone})`);
  }
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'day', date } });
}

/** The date goes by the weekly hours again. */
export async function removeOwnDay(tx: Tx, therapistId: string, date: string): Promise<void> {
  await tx.execute(sql`delete from therapist_day where therapist_id = ${therapistId} and day = ${date}::date`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'day-removed', date } });
}
