import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { BellSchedule, DayKind, DayType, DifferentDay } from './school-day.ts';

/** A bell schedule as kept: dates are local, `untilDate` is the first date on which it no longer holds. */
export type KeptBells = BellSchedule & { readonly id: string; readonly schoolId: string; readonly name: string; readonly dayTypes: readonly KeptDayType[]; readonly days: readonly DifferentDay[] };
export type KeptDayType = DayType & { readonly id: string; readonly kind: DayKind; readonly turn: number | null };

/** All bell schedules of a school, the earliest first, with the dates that differ; day types by turn, then in the order of the week, periods in the order of the day. */
export const bellsOf = (tx: Tx, schoolId: string): Promise<KeptBells[]> => read(tx, sql`b.school_id = ${schoolId}`);

/** The same of several schools. */
export const bellsOfSchools = (tx: Tx, schoolIds: readonly string[]): Promise<KeptBells[]> => read(tx, sql`b.school_id = any (${sql.param([...schoolIds])}::uuid[])`);

/** One bell schedule, or null. */
export async function bellsById(tx: Tx, bellsId: string): Promise<KeptBells | null> {
  return (await read(tx, sql`b.id = ${bellsId}`))[0] ?? null;
}

async function read(tx: Tx, which: SQL): Promise<KeptBells[]> {
  const rows = await tx.execute<{ id: string; school_id: string; name: string; from: string; until: string | null; day_types: KeptBells['dayTypes']; days: KeptBells['days'] }>(sql`
    select b.id, b.school_id, b.name, lower(b.during)::text as from, upper(b.during)::text as until, coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'weekdays', d.weekdays, 'kind', d.kind, 'turn', d.turn, 'periods', (
      select coalesce(json_agg(json_build_object('name', p.name, 'startMinute', (extract(epoch from p.from_time) / 60)::int, 'endMinute', (extract(epoch from p.until_time) / 60)::int, 'bookable', p.bookable) order by p.from_time), '[]'::json)
      from period p where p.partnership_id = d.partnership_id and p.day_type_id = d.id)) order by d.turn nulls last, (select min(w) from unnest(d.weekdays) w) nulls last, d.name) filter (where d.id is not null), '[]'::json) as day_types, (
      select coalesce(json_agg(json_build_object('date', s.day, 'dayTypeName', s.day_type_name, 'skipsTurn', s.skips_turn) order by s.day), '[]'::json)
      from school_day s where s.partnership_id = b.partnership_id and s.school_id = b.school_id and b.during @> s.day) as days
    from bell_schedule b left join day_type d on d.partnership_id = b.partnership_id and d.bell_schedule_id = b.id
    where b.partnership_id = ctx_partnership() and ${which}
    group by b.partnership_id, b.id, b.school_id, b.name, b.during order by lower(b.during)`);
  return rows.map((row) => ({ id: row.id, schoolId: row.school_id, name: row.name, fromDate: row.from, untilDate: row.until, dayTypes: row.day_types, days: row.days }));
}
