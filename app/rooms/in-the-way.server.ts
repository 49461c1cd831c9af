import { sql } from 'drizzle-orm';
import { nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { rangeSql, setOf, takenSql, type Pairs } from '../occupancy/taken.server.ts';
import { intersect, type Interval } from '../time/interval.ts';
import { openTime } from '../time/weekly-hours.ts';
import { nearestFree } from './nearest-free.ts';
import { blockedInRoom } from './pauses.ts';
import type { KeptRoom } from './rooms.server.ts';

/** What has a room: a visit (never whose), another use by its kind, words and who booked it, or that it is out of order. */
export type InTheWay = { readonly what: 'visit' | 'use' | 'out-of-order' | 'taken'; readonly kind: string | null; readonly words: string; readonly by: string | null; readonly fromMs: number; readonly untilMs: number | null };

/** Who or what takes the room in that time, the room's own minutes around it included. */
export async function inTheWay(tx: Tx, room: KeptRoom, wanted: Interval): Promise<InTheWay[]> {
  const blocked = rangeSql(blockedInRoom(wanted, room));
  const found = await tx.execute<InTheWay>(sql`
    select x.what, x.kind, x.words, x.by, (extract(epoch from lower(x.during)) * 1000)::float8 as "fromMs", (extract(epoch from upper(x.during)) * 1000)::float8 as "untilMs" from (
      select 'visit' as what, null as kind, '' as words, null as by, o.during from occupancy o where o.resource_id = ${room.id} and o.appointment_id is not null and o.blocked && ${blocked}
        and o.released_at is null and (o.held_until is null or o.held_until > clock_now())
      union all select 'use', u.kind, u.words, p.given_name || ' ' || p.family_name, u.during from room_use u join occupancy o on o.partnership_id = u.partnership_id and o.room_use_id = u.id and o.released_at is null
        left join person p on p.id = u.made_by where o.resource_id = ${room.id} and o.blocked && ${blocked}
      union all select 'out-of-order', r.reason, r.words, null, r.during from room_out_of_order r where r.room_id = ${room.id} and r.during && ${blocked}) x order by lower(x.during)`);
  return found.length > 0 ? [...found] : [{ what: 'taken', kind: null, words: '', by: null, ...wanted }];
}

const DAY_MS = 86_400_000;

/** The three free times of the room nearest to the wanted one, within a week of it, in its hours. */
export async function nearestFreeTimes(tx: Tx, room: KeptRoom, zone: string, wanted: Interval): Promise<Interval[]> {
  const within = { fromMs: wanted.fromMs - 7 * DAY_MS, untilMs: wanted.untilMs + 7 * DAY_MS };
  const [row] = await tx.execute<{ taken: Pairs }>(sql`select ${takenSql(sql`${room.id}::uuid`, within)} as taken`);
  const nowMs = (await nowOf(tx)).epochMilliseconds;
  const open = intersect(openTime(room.hours, zone, within), [{ fromMs: nowMs, untilMs: within.untilMs }]);
  return nearestFree({ open, taken: setOf(row?.taken ?? []), pauses: room, wanted, count: 3 });
}
