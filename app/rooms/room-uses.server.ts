import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { rangeSql } from '../occupancy/taken.server.ts';
import type { Interval } from '../time/interval.ts';
import type { RoomUse } from './room-use.ts';

const epoch = (at: SQL) => sql`(extract(epoch from ${at}) * 1000)::float8`;

/** A use with its school and its name there. */
export type KeptUse = RoomUse & { readonly schoolId: string; readonly roomName: string };

async function read(tx: Tx, which: SQL): Promise<KeptUse[]> {
  return [...await tx.execute<KeptUse>(sql`
    select u.id, u.room_id as "roomId", u.school_id as "schoolId", r.name as "roomName", u.series_id as "seriesId", u.kind, u.words,
      ${epoch(sql`lower(u.during)`)} as "fromMs", ${epoch(sql`upper(u.during)`)} as "untilMs", p.given_name || ' ' || p.family_name as by
    from room_use u join room r on r.partnership_id = u.partnership_id and r.id = u.room_id left join person p on p.id = u.made_by
    where u.partnership_id = ctx_partnership() and u.released_at is null and ${which} order by lower(u.during), r.name, u.id`)];
}

/** The other uses of a school's rooms that have time in the interval. */
export const usesWithin = (tx: Tx, schoolId: string, within: Interval): Promise<KeptUse[]> => read(tx, sql`u.school_id = ${schoolId} and u.during && ${rangeSql(within)}`);

/** The other uses of a room that are not over. */
export const usesAhead = (tx: Tx, roomId: string): Promise<KeptUse[]> => read(tx, sql`u.room_id = ${roomId} and upper(u.during) > clock_now()`);

/** One use that is not released; null when there is none of that id that the reader sees. */
export async function roomUseOf(tx: Tx, useId: string): Promise<KeptUse | null> {
  return (await read(tx, sql`u.id = ${useId}`))[0] ?? null;
}

/** A use and those of its series that follow it, itself first. */
export const roomUseAndFollowing = (tx: Tx, use: KeptUse): Promise<KeptUse[]> =>
  read(tx, sql`u.series_id = ${use.seriesId} and lower(u.during) >= ${new Date(use.fromMs).toISOString()}::timestamptz and upper(u.during) > clock_now()`);
