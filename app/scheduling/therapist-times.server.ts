import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { withOwnDays, type OwnDay } from '../therapist-time/own-days.ts';
import { openOf, type KeptHours } from '../therapist-time/therapist-hours.server.ts';
import type { Interval } from '../time/interval.ts';
import type { Person } from './open-slots.ts';
import { isoText, setOf, takenSql, type Pairs } from '../occupancy/taken.server.ts';

/** Hours and taken times of several therapists within the interval, in one query. Taken counts every partnership; by whom and why is not told. */
export async function therapistTimesOf(tx: Tx, therapistIds: readonly string[], within: Interval): Promise<Map<string, Person>> {
  const rows = await tx.execute<{ id: string; hours: KeptHours[]; days: OwnDay[]; taken: Pairs }>(sql`
    select t.id, coalesce((select json_agg(json_build_object('weekday', h.weekday, 'startMinute', extract(epoch from h.from_time) / 60, 'endMinute', extract(epoch from h.until_time) / 60,
        'zone', h.zone, 'fromDate', lower(h.during), 'untilDate', upper(h.during))) from therapist_hours h where h.therapist_id = t.id), '[]'::json) as hours,
      coalesce((select json_agg(d.day) from (select json_build_object('date', x.day, 'zone', min(x.zone), 'lines', coalesce(json_agg(json_build_object('startMinute', extract(epoch from x.from_time) / 60, 'endMinute', extract(epoch from x.until_time) / 60))
        filter (where x.from_time is not null), '[]'::json)) as day from therapist_day x where x.therapist_id = t.id and x.day between (${isoText(within.fromMs)}::timestamptz)::date - 2 and (${isoText(within.untilMs)}::timestamptz)::date + 2 group by x.day) d), '[]'::json) as days,
      ${takenSql(sql`t.id`, within)} as taken
    from unnest(${sql.param([...therapistIds])}::uuid[]) t(id)`);
  return new Map(rows.map((row) => [row.id, { open: withOwnDays(openOf(row.hours, within), row.days), taken: setOf(row.taken) }]));
}
