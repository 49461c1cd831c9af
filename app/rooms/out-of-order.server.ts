import { randomUUID } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { lockResources } from '../occupancy/free-held.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import type { Interval } from '../time/interval.ts';
import type { OutOfOrder } from './room-use.ts';

/** Promises that the pages explain. */
export const outOfOrderRefusals = { out_of_order_once_at_a_time: 'already', what_was_out_of_order_stays: 'over', a_room_use_names_no_student: 'names-a-student' } as const;

async function read(tx: Tx, which: SQL): Promise<OutOfOrder[]> {
  return [...await tx.execute<OutOfOrder>(sql`
    select x.id, x.room_id as "roomId", (extract(epoch from lower(x.during)) * 1000)::float8 as "fromMs", (extract(epoch from upper(x.during)) * 1000)::float8 as "untilMs", x.reason, x.words
    from room_out_of_order x where x.partnership_id = ctx_partnership() and ${which} order by lower(x.during), x.id`)];
}

/** When rooms of a school are out of order within the interval. */
export const outOfOrderWithin = (tx: Tx, schoolId: string, within: Interval): Promise<OutOfOrder[]> => read(tx, sql`x.school_id = ${schoolId} and x.during && ${rangeSql(within)}`);

/** When a room is out of order, from now on. */
export const outOfOrderAhead = (tx: Tx, roomId: string): Promise<OutOfOrder[]> => read(tx, sql`x.room_id = ${roomId} and (upper(x.during) is null or upper(x.during) > clock_now())`);

/** Rooms of a school that are out of order now. */
export async function outOfOrderNow(tx: Tx, schoolId: string): Promise<OutOfOrder[]> {
  return read(tx, sql`x.school_id = ${schoolId} and x.during @> clock_now()`);
}

/** Says that a room cannot be used: nothing new is booked then. Visits that are booked stand until somebody moves them; they are shown before. */
export async function putOutOfOrder(tx: Tx, room: { id: string; schoolId: string }, wanted: Omit<OutOfOrder, 'id' | 'roomId'>): Promise<string> {
  const id = randomUUID();
  const until = wanted.untilMs === null ? null : new Date(wanted.untilMs).toISOString();
  await lockResources(tx, [room.id]);
  await tx.execute(sql`
    insert into room_out_of_order (partnership_id, id, school_id, room_id, during, reason, words, reported_by)
    values (ctx_partnership(), ${id}, ${room.schoolId}, ${room.id}, tstzrange(${new Date(wanted.fromMs).toISOString()}::timestamptz, ${until}::timestamptz), ${wanted.reason}, ${wanted.words}, ctx_person())`);
  await record(tx, { action: 'room.out-of-order', subject: { kind: 'room', id: room.id }, body: { from: wanted.fromMs, until: wanted.untilMs, because: wanted.reason } });
  return id;
}

/** Ends it: now when it has begun, else it never was. False when there is none of that id in that room, or it is over. */
export async function endOutOfOrder(tx: Tx, roomId: string, id: string): Promise<boolean> {
  await lockResources(tx, [roomId]);
  const [one] = await outOfOrderAhead(tx, roomId).then((all) => all.filter((each) => each.id === id));
  if (!one) return false;
  const nowMs = (await nowOf(tx)).epochMilliseconds;
  await tx.execute(one.fromMs >= nowMs
    ? sql`delete from room_out_of_order where partnership_id = ctx_partnership() and id = ${id}`
    : sql`update room_out_of_order set during = tstzrange(lower(during), clock_now()), mended_at = clock_now(), mended_by = ctx_person() where partnership_id = ctx_partnership() and id = ${id}`);
  await record(tx, { action: 'room.mended', subject: { kind: 'room', id: roomId } });
  return true;
}
