import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { intersect, union, type Interval, type IntervalSet } from '../time/interval.ts';
import { openTime, type WeeklyHours } from '../time/weekly-hours.ts';
import { localDay } from '../time/zone.ts';

/** A line of a therapist's weekly hours, on the clock of `zone`, from a date to the first date on which it no longer holds. */
export type KeptHours = WeeklyHours & { readonly zone: string; readonly fromDate: string | null; readonly untilDate: string | null };

/** A therapist's weekly hours, Monday first. Seen by the therapist and wherever they are engaged. */
export async function therapistHoursOf(tx: Tx, therapistId: string): Promise<KeptHours[]> {
  return [...await tx.execute<KeptHours>(sql`
    select h.weekday, (extract(epoch from h.from_time) / 60)::int as "startMinute", (extract(epoch from h.until_time) / 60)::int as "endMinute", h.zone, lower(h.during)::text as "fromDate", upper(h.during)::text as "untilDate"
    from therapist_hours h where h.therapist_id = ${therapistId} order by h.weekday, h.from_time`)];
}

/** When hours are open within the interval, each line while it holds. */
export function openOf(hours: readonly KeptHours[], within: Interval): IntervalSet {
  const inForce = Map.groupBy(hours, ({ zone, fromDate, untilDate }) => JSON.stringify([zone, fromDate, untilDate]));
  return union(...[...inForce.values()].map((lines) => {
    const { zone, fromDate, untilDate } = lines[0]!;
    const fromMs = fromDate === null ? within.fromMs : localDay(zone, fromDate).fromMs;
    const untilMs = untilDate === null ? within.untilMs : localDay(zone, untilDate).fromMs;
    return openTime(lines, zone, intersect([within], [{ fromMs, untilMs }])[0] ?? { fromMs: 0, untilMs: 0 });
  }));
}
