import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import type { Interval } from '../time/interval.ts';

/**
 * A word for how a hallway stands: another one as soon as a visit, a hold or another use of a room in that time is made, moved, begun, ended or released, a room
 * goes out of order or back, or the clock of a demo is moved. It tells nothing of what it stands for.
 *
 * @param schoolId null for everything of the reader's own, at every school
 */
export async function hallwayMark(tx: Tx, within: Interval, schoolId: string | null): Promise<string> {
  const range = rangeSql(within);
  const [row] = await tx.execute<{ mark: string }>(sql`
    select concat_ws(';', (extract(epoch from clock_now() - clock_timestamp()))::int / 5,
      (select string_agg(concat_ws(',', a.id, a.state, a.during, a.room_id), ';' order by a.id) from appointment a
        where a.partnership_id = ctx_partnership() and (${schoolId}::uuid is null or a.school_id = ${schoolId}::uuid) and a.during && ${range} and (a.state <> 'held' or a.held_until > clock_now())),
      (select string_agg(concat_ws(',', u.id, u.during, u.room_id, u.kind, u.words, u.released_at), ';' order by u.id) from room_use u
        where u.partnership_id = ctx_partnership() and u.school_id = ${schoolId}::uuid and u.during && ${range}),
      (select string_agg(concat_ws(',', o.id, o.during, o.room_id, o.reason, o.words), ';' order by o.id) from room_out_of_order o
        where o.partnership_id = ctx_partnership() and o.school_id = ${schoolId}::uuid and o.during && ${range}),
      (select string_agg(concat_ws(',', r.id, r.name, r.retired_at), ';' order by r.id) from room r where r.partnership_id = ctx_partnership() and r.school_id = ${schoolId}::uuid)) as mark`);
  return createHash('sha256').update(row?.mark ?? '').digest('base64url').slice(0, 22);
}
