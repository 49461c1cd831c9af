import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { KeptDay } from './different-days.ts';

/** Says what these dates are at a school; what was said of them before is replaced, other dates stay. Visits that are booked keep standing. */
export async function keepSchoolDays(tx: Tx, schoolId: string, days: readonly KeptDay[]): Promise<void> {
  if (days.length === 0) return;
  const column = (of: (day: KeptDay) => string | null) => sql.param(days.map(of));
  await tx.execute(sql`
    insert into school_day (partnership_id, school_id, day, day_type_name, closed_for, label, skips_turn, source, changed_by)
    select ctx_partnership(), ${schoolId}, u.day::date, u.day_type_name, u.closed_for, u.label, u.skips_turn::boolean, u.source, ctx_person()
    from unnest(${column((day) => day.date)}::text[], ${column((day) => day.dayTypeName)}::text[], ${column((day) => day.closedFor)}::text[], ${column((day) => day.label)}::text[],
      ${column((day) => String(day.skipsTurn))}::text[], ${column((day) => day.source)}::text[]) u(day, day_type_name, closed_for, label, skips_turn, source)
    on conflict (partnership_id, school_id, day) do update set day_type_name = excluded.day_type_name, closed_for = excluded.closed_for, label = excluded.label,
      skips_turn = excluded.skips_turn, source = excluded.source, changed_at = clock_now(), changed_by = excluded.changed_by`);
  await record(tx, { action: 'school-day.changed', subject: { kind: 'organisation', id: schoolId }, body: { days: days.length } });
}

/** Makes these dates as usual again: as their weekday, or whose turn it is. */
export async function forgetSchoolDays(tx: Tx, schoolId: string, dates: readonly string[]): Promise<void> {
  const gone = await tx.execute(sql`delete from school_day where partnership_id = ctx_partnership() and school_id = ${schoolId} and day = any (${sql.param([...dates])}::text[]::date[]) returning day`);
  if (gone.length > 0) await record(tx, { action: 'school-day.changed', subject: { kind: 'organisation', id: schoolId }, body: { usual: gone.length } });
}

/** What a school's calendar says of the dates from `from` to `last`, both included. */
export async function keptDays(tx: Tx, schoolId: string, from: string, last: string): Promise<KeptDay[]> {
  return [...await tx.execute<KeptDay>(sql`
    select day::text as date, day_type_name as "dayTypeName", closed_for as "closedFor", label, skips_turn as "skipsTurn", source from school_day
    where partnership_id = ctx_partnership() and school_id = ${schoolId} and day between ${from}::date and ${last}::date order by day`)];
}
