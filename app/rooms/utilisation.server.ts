import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { schoolDays } from '../school-time/school-day.ts';
import type { Interval } from '../time/interval.ts';
import { outOfOrderWithin } from './out-of-order.server.ts';
import { roomsOf, type KeptRoom } from './rooms.server.ts';
import { utilisation, type TakenRoom, type Utilisation } from './utilisation.ts';

/** How a school's rooms were used, and are booked, in a stretch of time. Holds do not count: they end by themselves. */
export async function utilisationOf(tx: Tx, school: { id: string; zone: string }, within: Interval): Promise<Utilisation & { rooms: KeptRoom[] }> {
  const rooms = await roomsOf(tx, school.id);
  const taken = await tx.execute<TakenRoom>(sql`
    select o.resource_id as "roomId", o.appointment_id is not null as visit, (extract(epoch from lower(o.blocked)) * 1000)::float8 as "fromMs", (extract(epoch from upper(o.blocked)) * 1000)::float8 as "untilMs"
    from occupancy o where o.kind = 'room' and o.resource_id = any(${sql.param(rooms.map(({ id }) => id))}::uuid[]) and o.blocked && ${rangeSql(within)} and o.released_at is null and o.held_until is null
    union all select u.room_id, false, (extract(epoch from lower(u.during)) * 1000)::float8, (extract(epoch from u.released_at) * 1000)::float8
    from room_use u where u.school_id = ${school.id} and u.during && ${rangeSql(within)} and u.released_at > lower(u.during)`);
  const days = schoolDays(await bellsOf(tx, school.id), school.zone, within);
  return { rooms, ...utilisation({ zone: school.zone, days, rooms, taken, outOfOrder: await outOfOrderWithin(tx, school.id, within) }) };
}
