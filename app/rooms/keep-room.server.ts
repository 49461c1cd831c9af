import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { lockResources } from '../occupancy/free-held.server.ts';
import { linesSql } from '../time/lines.server.ts';
import type { KeptRoom } from './rooms.server.ts';

/** Promises that the pages of rooms explain. */
export const roomRefusals = { a_school_names_a_room_once: 'name-taken' } as const;

/** A room as it is kept; what is not said it does not have. */
export type RoomToKeep = Pick<KeptRoom, 'id' | 'name' | 'seats' | 'adultOnSite' | 'adultPhone' | 'hours'> & Partial<KeptRoom>;

/** Keeps a private room with its weekly hours as a whole, new or changed. What is booked keeps standing; new pauses go as far as there is room for them. */
export async function keepRoom(tx: Tx, schoolId: string, { equipment = [], accessibility = [], words = '', beforeMinutes = 0, afterMinutes = 0, ...room }: RoomToKeep): Promise<void> {
  await tx.execute(sql`
    insert into room (partnership_id, id, school_id, name, seats, adult_on_site, adult_phone, equipment, accessibility, words, before_minutes, after_minutes)
    values (ctx_partnership(), ${room.id}, ${schoolId}, ${room.name}, ${room.seats}, ${room.adultOnSite}, ${room.adultPhone}, ${sql.param([...equipment])}::text[], ${sql.param([...accessibility])}::text[], ${words},
      ${beforeMinutes}, ${afterMinutes})
    on conflict (partnership_id, id) do update set name = excluded.name, seats = excluded.seats, adult_on_site = excluded.adult_on_site, adult_phone = excluded.adult_phone, equipment = excluded.equipment,
      accessibility = excluded.accessibility, words = excluded.words, before_minutes = excluded.before_minutes, after_minutes = excluded.after_minutes`);
  await tx.execute(sql`delete from room_hours where partnership_id = ctx_partnership() and room_id = ${room.id}`);
  await tx.execute(sql`insert into room_hours (partnership_id, room_id, weekday, from_time, until_time) select ctx_partnership(), ${room.id}::uuid, l.weekday, l.from_time, l.until_time from ${linesSql(room.hours)}`);
  await record(tx, { action: 'room.changed', subject: { kind: 'room', id: room.id } });
}

/** Takes a private room out of use. Not while visits are booked or held in it, or it has other uses to come: those need another room first. */
export async function retireRoom(tx: Tx, schoolId: string, roomId: string): Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'room-has-visits' }> {
  await lockResources(tx, [roomId]);
  const [ahead] = await tx.execute<{ some: boolean }>(sql`select exists (select from occupancy o where o.resource_id = ${roomId} and o.kind = 'room' and o.released_at is null and upper(o.during) > clock_now() and (o.held_until is null or o.held_until > clock_now())) as some`);
  if (ahead?.some) return { ok: false, reason: 'room-has-visits' };
  const retired = await tx.execute(sql`update room set retired_at = clock_now() where partnership_id = ctx_partnership() and school_id = ${schoolId} and id = ${roomId} and retired_at is null returning id`);
  if (retired.length === 0) return { ok: false, reason: 'not-found' };
  await record(tx, { action: 'room.changed', subject: { kind: 'room', id: roomId }, body: { retired: true } });
  return { ok: true };
}
