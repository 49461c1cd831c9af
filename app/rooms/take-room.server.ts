import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import type { Interval } from '../time/interval.ts';
import { blockedInRoom } from './pauses.ts';
import type { KeptRoom } from './rooms.server.ts';

/** Promises that the pages of other uses explain. */
export const useRefusals = {
  nobody_in_two_places: 'room-taken', a_room_out_of_order_is_not_booked: 'room-taken', a_room_use_names_no_student: 'names-a-student', a_room_use_lies_ahead: 'lies-behind', a_released_room_use_stays: 'not-found',
  a_room_out_of_use_is_not_taken: 'room-out-of-use', a_room_use_takes_its_room: 'room-taken',
} as const;

/**
 * Which of the times find the room taken or out of order, its own minutes around them included. Under the lock: by their place in the list.
 *
 * @param besides uses that count as free: those that move
 */
export async function takenTimes(tx: Tx, room: KeptRoom, times: readonly Interval[], besides: readonly string[] = []): Promise<Set<number>> {
  const ranges = times.map((time, n) => sql`(${n}::int, ${rangeSql(blockedInRoom(time, room))})`);
  if (ranges.length === 0) return new Set();
  const rows = await tx.execute<{ n: number }>(sql`
    with own as (select coalesce(range_agg(o.blocked), '{}') as taken from occupancy o
      where o.partnership_id = ctx_partnership() and o.room_use_id = any(${sql.param([...besides])}::uuid[]) and o.resource_id = ${room.id}::uuid and o.released_at is null)
    select t.n from own, (values ${sql.join(ranges, sql`, `)}) t(n, blocked) where not isempty(gate.busy(${room.id}::uuid, t.blocked) - own.taken)
      or exists (select from room_out_of_order x where x.partnership_id = ctx_partnership() and x.room_id = ${room.id}::uuid and x.during && t.blocked)`);
  return new Set(rows.map(({ n }) => n));
}

/** Writes what uses take: one row of occupancy for each. Under the lock; false when one of them is taken after all, then nothing may commit. */
export async function takeRoom(tx: Tx, useIds: readonly string[]): Promise<boolean> {
  const { count } = await tx.execute(sql`
    insert into occupancy (partnership_id, room_use_id, kind, resource_id, during, blocked)
    select u.partnership_id, u.id, 'room', u.room_id, u.during, u.during from room_use u where u.partnership_id = ctx_partnership() and u.id = any(${sql.param([...useIds])}::uuid[]) order by u.during
    on conflict on constraint nobody_in_two_places do nothing`);
  return count === useIds.length;
}

/** Frees what uses take. Under the lock. */
export async function freeRoom(tx: Tx, useIds: readonly string[]): Promise<void> {
  await tx.execute(sql`update occupancy set released_at = clock_now() where partnership_id = ctx_partnership() and room_use_id = any(${sql.param([...useIds])}::uuid[]) and released_at is null`);
}
