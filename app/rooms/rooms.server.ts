import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { type Interval, type IntervalSet } from '../time/interval.ts';
import { setOf, takenSql, type Pairs } from '../occupancy/taken.server.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';
import type { Pauses } from './pauses.ts';
import type { Accessibility, Equipment } from './room-features.ts';

/** A private room with its weekly hours on the school's clock, what it has, and the minutes that it needs before and after. */
export type KeptRoom = Pauses & {
  readonly id: string;
  readonly name: string;
  readonly seats: number;
  readonly adultOnSite: string | null;
  readonly adultPhone: string | null;
  readonly equipment: readonly Equipment[];
  readonly accessibility: readonly Accessibility[];
  readonly words: string;
  readonly hours: readonly WeeklyHours[];
};

const columns = sql`r.id, r.name, r.seats, r.adult_on_site as "adultOnSite", r.adult_phone as "adultPhone", to_json(r.equipment) as equipment, to_json(r.accessibility) as accessibility, r.words,
  r.before_minutes as "beforeMinutes", r.after_minutes as "afterMinutes", coalesce((
  select json_agg(json_build_object('weekday', h.weekday, 'startMinute', (extract(epoch from h.from_time) / 60)::int, 'endMinute', (extract(epoch from h.until_time) / 60)::int) order by h.weekday, h.from_time)
  from room_hours h where h.partnership_id = r.partnership_id and h.room_id = r.id), '[]'::json) as hours`;
const inUse = sql`r.partnership_id = ctx_partnership() and r.retired_at is null`;

/** The private rooms of a school that are in use, by name. */
export async function roomsOf(tx: Tx, schoolId: string): Promise<KeptRoom[]> {
  return [...await tx.execute<KeptRoom>(sql`select ${columns} from room r where ${inUse} and r.school_id = ${schoolId} order by r.name`)];
}

/** One private room in use, with its school; null when there is none of this id. */
export async function roomOf(tx: Tx, roomId: string): Promise<(KeptRoom & { schoolId: string }) | null> {
  const [row] = await tx.execute<KeptRoom & { schoolId: string }>(sql`select ${columns}, r.school_id as "schoolId" from room r where ${inUse} and r.id = ${roomId}`);
  return row ?? null;
}

/** A private room that the actor may book for another use: of their own school, or any for whoever looks after all. */
export async function roomToBook(tx: Tx, roomId: string): Promise<(KeptRoom & { schoolId: string }) | null> {
  const [theirs] = await tx.execute<{ id: string }>(sql`select r.id from room r where ${inUse} and r.id = ${roomId} and (ctx_is('coordinator', 'job') or r.school_id = ctx_organisation())`);
  return theirs ? roomOf(tx, roomId) : null;
}

/** The rooms of a school with what they are taken for in the interval. */
export async function roomTimesOf(tx: Tx, schoolId: string, within: Interval): Promise<(KeptRoom & { taken: IntervalSet })[]> {
  const rows = await tx.execute<KeptRoom & { taken: Pairs }>(sql`select ${columns}, ${takenSql(sql`r.id`, within)} as taken from room r where ${inUse} and r.school_id = ${schoolId} order by r.name`);
  return rows.map((row) => ({ ...row, taken: setOf(row.taken) }));
}
