import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { intersect, union, type Interval, type IntervalSet } from '../time/interval.ts';
import { localDay } from '../time/zone.ts';
import type { Person } from './open-slots.ts';
import { setOf, takenSql, type Pairs } from './taken.server.ts';
import { openTime, type WeeklyHours } from '../time/weekly-hours.ts';

/** A line of a therapist's weekly hours, on the clock of `zone`, from a date to the first date on which it no longer holds. */
export type KeptHours = WeeklyHours & { readonly zone: string; readonly fromDate: string | null; readonly untilDate: string | null };

/** A therapist's weekly hours, Monday first. Seen by the therapist and wherever they are engaged. */
export async function therapistHoursOf(tx: Tx, therapistId: string): Promise<KeptHours[]> {
  return [...await tx.execute<KeptHours>(sql`
    select h.weekday, (extract(epoch from h.from_time) / 60)::int as "startMinute", (extract(epoch from h.until_time) / 60)::int as "endMinute", h.zone, lower(h.during)::text as "fromDate", upper(h.during)::text as "untilDate"
    from therapist_hours h where h.therapist_id = ${therapistId} order by h.weekday, h.from_time`)];
}

/** Hours and taken times of several therapists within the interval, in one query. Taken counts every partnership; by whom and why is not told. */
export async function therapistTimesOf(tx: Tx, therapistIds: readonly string[], within: Interval): Promise<Map<string, Person>> {
  const rows = await tx.execute<{ id: string; hours: KeptHours[]; taken: Pairs }>(sql`
    select t.id, coalesce((select json_agg(json_build_object('weekday', h.weekday, 'startMinute', extract(epoch from h.from_time) / 60, 'endMinute', extract(epoch from h.until_time) / 60,
        'zone', h.zone, 'fromDate', lower(h.during), 'untilDate', upper(h.during))) from therapist_hours h where h.therapist_id = t.id), '[]'::json) as hours, ${takenSql(sql`t.id`, within)} as taken
    from unnest(${sql.param([...therapistIds])}::uuid[]) t(id)`);
  return new Map(rows.map((row) => [row.id, { open: openOf(row.hours, within), taken: setOf(row.taken) }]));
}

function openOf(hours: readonly KeptHours[], within: Interval): IntervalSet {
  const inForce = Map.groupBy(hours, ({ zone, fromDate, untilDate }) => JSON.stringify([zone, fromDate, untilDate]));
  return union(...[...inForce.values()].map((lines) => {
    const { zone, fromDate, untilDate } = lines[0]!;
    const fromMs = fromDate === null ? within.fromMs : localDay(zone, fromDate).fromMs;
    const untilMs = untilDate === null ? within.untilMs : localDay(zone, untilDate).fromMs;
    return openTime(lines, zone, intersect([within], [{ fromMs, untilMs }])[0] ?? { fromMs: 0, untilMs: 0 });
  }));
}
