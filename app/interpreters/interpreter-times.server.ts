import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { isoText, setOf, takenSql, type Pairs } from '../occupancy/taken.server.ts';
import { openOf, type KeptHours } from '../therapist-time/therapist-hours.server.ts';
import { subtract, type Interval, type IntervalSet } from '../time/interval.ts';

/** When interpreters can be booked here (their hours while they interpret here, less their time away), and when they are taken, by whichever partnership. */
export async function interpreterTimesOf(tx: Tx, interpreterIds: readonly string[], within: Interval): Promise<Map<string, { open: IntervalSet; taken: IntervalSet }>> {
  const rows = await tx.execute<{ id: string; hours: KeptHours[]; away: Pairs; taken: Pairs }>(sql`
    select p.id, coalesce((select json_agg(json_build_object('weekday', h.weekday, 'startMinute', extract(epoch from h.from_time) / 60, 'endMinute', extract(epoch from h.until_time) / 60,
        'zone', h.zone, 'fromDate', lower(h.during * i.during), 'untilDate', upper(h.during * i.during)))
        from interpreter_hours h join interpreter i on i.partnership_id = h.partnership_id and i.person_id = h.person_id
        where h.partnership_id = ctx_partnership() and h.person_id = p.id and h.during && i.during), '[]'::json) as hours,
      coalesce((select json_agg(json_build_array(extract(epoch from lower(w.during)) * 1000, extract(epoch from upper(w.during)) * 1000)) from interpreter_away w
        where w.partnership_id = ctx_partnership() and w.person_id = p.id and w.during && tstzrange(${isoText(within.fromMs)}::timestamptz, ${isoText(within.untilMs)}::timestamptz)), '[]'::json) as away,
      ${takenSql(sql`p.id`, within)} as taken
    from unnest(${sql.param([...interpreterIds])}::uuid[]) p(id)`);
  return new Map(rows.map((row) => [row.id, { open: subtract(openOf(row.hours, within), setOf(row.away)), taken: setOf(row.taken) }]));
}
