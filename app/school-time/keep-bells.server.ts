import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { wallTimeText } from '../time/wall-minute.ts';
import type { BellSchedule } from './school-day.ts';

/** Promises that the pages of bells explain. */
export const bellsRefusals = { one_bell_schedule_at_a_time: 'dates-overlap', a_day_type_has_its_own_name: 'name-taken', periods_do_not_overlap: 'periods-overlap' } as const;

/**
 * Keeps a school's bell schedule as a whole, new or changed: what is not in it is gone. Visits that are booked keep standing. The calendar's days
 * are kept elsewhere and name a kind of day, so they hold with the new bells as well.
 *
 * @param bells.replaces the bells that end where these begin
 */
export async function keepBells(tx: Tx, schoolId: string, bells: BellSchedule & { id: string; name: string; replaces?: string | null }): Promise<void> {
  if (bells.replaces) await endBells(tx, schoolId, bells.replaces, bells.fromDate);
  await tx.execute(sql`
    insert into bell_schedule (partnership_id, id, school_id, school_year_id, name, during)
    select ctx_partnership(), ${bells.id}, ${schoolId}, (select y.id from school_year y where y.partnership_id = ctx_partnership() and y.during @> ${bells.fromDate}::date limit 1), ${bells.name},
      daterange(${bells.fromDate}::date, ${bells.untilDate}::date)
    on conflict (partnership_id, id) do update set name = excluded.name, during = excluded.during, school_year_id = excluded.school_year_id`);
  await tx.execute(sql`delete from day_type where partnership_id = ctx_partnership() and bell_schedule_id = ${bells.id}`);
  for (const { name, weekdays, periods, kind = 'regular', turn = null } of bells.dayTypes) {
    const id = randomUUID();
    await tx.execute(sql`insert into day_type (partnership_id, id, bell_schedule_id, name, weekdays, kind, turn) values (ctx_partnership(), ${id}, ${bells.id}, ${name}, ${sql.param([...weekdays])}::int[], ${kind}, ${turn})`);
    await tx.execute(sql`
      insert into period (partnership_id, day_type_id, name, from_time, until_time, bookable) select ctx_partnership(), ${id}, u.name, u.from_text::time, u.until_text::time, u.bookable::boolean
      from unnest(${sql.param(periods.map((one) => one.name))}::text[], ${sql.param(periods.map((one) => wallTimeText(one.startMinute)))}::text[], ${sql.param(periods.map((one) => wallTimeText(one.endMinute)))}::text[],
        ${sql.param(periods.map((one) => String(one.bookable)))}::text[]) u(name, from_text, until_text, bookable)`);
  }
  await record(tx, { action: 'bell-schedule.changed', subject: { kind: 'bell_schedule', id: bells.id } });
}

/** Bells that would go on from that date end there; bells that only begin then or later stay, and the overlap is refused. */
async function endBells(tx: Tx, schoolId: string, bellsId: string, fromDate: string): Promise<void> {
  await tx.execute(sql`
    update bell_schedule set during = daterange(lower(during), ${fromDate}::date) where partnership_id = ctx_partnership() and school_id = ${schoolId} and id = ${bellsId}
      and lower(during) < ${fromDate}::date and during @> ${fromDate}::date`);
  await record(tx, { action: 'bell-schedule.changed', subject: { kind: 'bell_schedule', id: bellsId }, body: { ended: fromDate } });
}

/** Takes a bell schedule away. Returns false when the school has none of this id. */
export async function removeBells(tx: Tx, schoolId: string, bellsId: string): Promise<boolean> {
  const gone = await tx.execute(sql`delete from bell_schedule where partnership_id = ctx_partnership() and school_id = ${schoolId} and id = ${bellsId} returning id`);
  if (gone.length === 0) return false;
  await record(tx, { action: 'bell-schedule.changed', subject: { kind: 'bell_schedule', id: bellsId }, body: { removed: true } });
  return true;
}
