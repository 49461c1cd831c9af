import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import type { Interval } from '../time/interval.ts';

/** What takes a room from now on, as the reader may know it: a booked visit by its student (initials for a front office), or another use by its words. */
export type InRoom = Interval & { readonly id: string; readonly visit: boolean; readonly label: string; readonly kind: string | null };

const called = sql`called(p.given_name, s.preferred_name, s.preferred_name_seen_by)`;
const student = sql`case when ctx_is('front_office') then left(${called}, 1) || '. ' || left(p.family_name, 1) || '.' else ${called} || ' ' || p.family_name end`;

async function read(tx: Tx, roomId: string, which: SQL): Promise<InRoom[]> {
  return [...await tx.execute<InRoom>(sql`
    select coalesce(o.appointment_id, o.room_use_id) as id, o.appointment_id is not null as visit, u.kind, (extract(epoch from lower(o.during)) * 1000)::float8 as "fromMs", (extract(epoch from upper(o.during)) * 1000)::float8 as "untilMs",
      coalesce(u.words, (select string_agg(${student}, ', ') from appointment_student x join student s on s.partnership_id = x.partnership_id and s.id = x.student_id join person p on p.id = s.id
        where x.partnership_id = o.partnership_id and x.appointment_id = o.appointment_id), '') as label
    from occupancy o left join room_use u on u.partnership_id = o.partnership_id and u.id = o.room_use_id
    where o.partnership_id = ctx_partnership() and o.resource_id = ${roomId} and o.kind = 'room' and o.released_at is null and o.held_until is null and upper(o.during) > clock_now() and ${which}
    order by lower(o.during)`)];
}

/** All that takes the room from now on. */
export const takenAhead = (tx: Tx, roomId: string): Promise<InRoom[]> => read(tx, roomId, sql`true`);

/** What takes the room within a stretch of time without an end, or with one: what going out of order would leave to be moved. */
export function takenFrom(tx: Tx, roomId: string, { fromMs, untilMs }: { fromMs: number; untilMs: number | null }): Promise<InRoom[]> {
  return read(tx, roomId, sql`o.during && tstzrange(${new Date(fromMs).toISOString()}::timestamptz, ${untilMs === null ? null : new Date(untilMs).toISOString()}::timestamptz)`);
}
