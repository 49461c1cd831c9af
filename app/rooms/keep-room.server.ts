import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { lockResources } from '../occupancy/free-held.server.ts';
import { linesSql } from '../time/lines.server.ts';
import type { KeptRoom } from './rooms.server.ts';

/** Promises that the pages of rooms explain. */
export const roomRefusals = { a_school_names_a_room_once: 'name-taken' } as const;

/** Keeps a private room with its weekly hours as a whole, new or changed. Visits that are booked keep standing. */
export async function keepRoom(tx: Tx, schoolId: string, room: KeptRoom): Promise<void> {
  await tx.execute(sql`
    insert into room (partnership_id, id, school_id, name, seats, adult_on_site, adult_phone) values (ctx_partnership(), ${room.id}, ${schoolId}, ${room.name}, ${room.seats}, ${room.adultOnSite}, ${room.adultPhone})
    on conflict (partnership_id, id) do update set name = excluded.name, seats = excluded.seats, adult_on_site = excluded.adult_on_site, adult_phone = excluded.adult_phone`);
  await tx.execute(sql`delete from room_hours where partnership_id = ctx_partnership() and room_id = ${room.id}`);
  await tx.execute(sql`insert into room_hours (partnership_id, room_id, weekday, from_time, until_time) select ctx_partnership(), ${room.id}::uuid, l.weekday, l.from_time, l.until_time from ${linesSql(room.hours)}`);
  await record(tx, { action: 'room.changed', subject: { kind: 'room', id: room.id } });
}

/** Takes a private room out of use. Not while visits are booked or held in it: those need another room first. */
export async function retireRoom(tx: Tx, schoolId: string, roomId: string): Promise<{ ok: true } | { ok: false; reason: 'not-found' | 'room-has-visits' }> {
  await lockResources(tx, [roomId]);
  const [ahead] = await tx.execute<{ some: boolean }>(sql`select exists (select from unnest(gate.busy(${roomId}, tstzrange(clock_now(), clock_now() + interval '10 years')))) as some`);
  if (ahead?.some) return { ok: false, reason: 'room-has-visits' };
  const retired = await tx.execute(sql`update room set retired_at = clock_now() where partnership_id = ctx_partnership() and school_id = ${schoolId} and id = ${roomId} and retired_at is null returning id`);
  if (retired.length === 0) return { ok: false, reason: 'not-found' };
  await record(tx, { action: 'room.changed', subject: { kind: 'room', id: roomId }, body: { retired: true } });
  return { ok: true };
}
