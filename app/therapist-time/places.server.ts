import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';

/** A school of the partnership, and whether the therapist named it. None named means all. */
export type ServedSchool = { readonly id: string; readonly name: string; readonly served: boolean };

/** A weekday (Monday 1) at a school; `untilDate` is the first date on which it no longer holds. */
export type OnSiteDay = { readonly id: string; readonly schoolId: string; readonly school: string; readonly weekday: number; readonly fromDate: string | null; readonly untilDate: string | null };

export async function servedSchools(tx: Tx, therapistId: string): Promise<ServedSchool[]> {
  return [...await tx.execute<ServedSchool>(sql`
    select o.id, o.name, exists (select from therapist_school s where s.partnership_id = o.partnership_id and s.therapist_id = ${therapistId} and s.school_id = o.id) as served
    from organisation o where o.partnership_id = ctx_partnership() and o.kind = 'school' order by o.name, o.id`)];
}

/** The therapist's on-site days that are not over. */
export async function onSiteDaysOf(tx: Tx, therapistId: string, today: string): Promise<OnSiteDay[]> {
  return [...await tx.execute<OnSiteDay>(sql`
    select d.id, d.school_id as "schoolId", o.name as school, d.weekday, lower(d.during)::text as "fromDate", upper(d.during)::text as "untilDate"
    from on_site_day d join organisation o on o.partnership_id = d.partnership_id and o.id = d.school_id
    where d.partnership_id = ctx_partnership() and d.therapist_id = ${therapistId} and (upper(d.during) is null or upper(d.during) > ${today}::date) order by d.weekday, lower(d.during) nulls first`)];
}

/** Keeps which schools a therapist serves, as a whole; none means all. Unknown ids name nothing. */
export async function keepServedSchools(tx: Tx, therapistId: string, schoolIds: readonly string[]): Promise<void> {
  await tx.execute(sql`delete from therapist_school where partnership_id = ctx_partnership() and therapist_id = ${therapistId}`);
  await tx.execute(sql`insert into therapist_school (partnership_id, therapist_id, school_id) select o.partnership_id, ${therapistId}::uuid, o.id
    from organisation o where o.partnership_id = ctx_partnership() and o.kind = 'school' and o.id::text = any (${sql.param([...schoolIds])}::text[])`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'schools' } });
}

/** Adds an on-site day; the database refuses a second one on that weekday (`on_site_at_one_school_a_day`). False when there is no such school. */
export async function addOnSiteDay(tx: Tx, therapistId: string, day: { schoolId: string; weekday: number; fromDate: string; untilDate: string | null }): Promise<boolean> {
  const added = await tx.execute(sql`insert into on_site_day (partnership_id, id, therapist_id, school_id, weekday, during)
    select o.partnership_id, ${randomUUID()}, ${therapistId}::uuid, o.id, ${day.weekday}, daterange(${day.fromDate}::date, ${day.untilDate}::date) from organisation o
    where o.partnership_id = ctx_partnership() and o.kind = 'school' and o.id::text = ${day.schoolId} returning id`);
  if (added.length === 0) return false;
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'on-site' } });
  return true;
}

/** False when there is none of that id that is theirs. */
export async function removeOnSiteDay(tx: Tx, therapistId: string, id: string): Promise<boolean> {
  const removed = await tx.execute(sql`delete from on_site_day where partnership_id = ctx_partnership() and therapist_id = ${therapistId} and id = ${id} returning id`);
  if (removed.length === 0) return false;
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'on-site-removed' } });
  return true;
}
