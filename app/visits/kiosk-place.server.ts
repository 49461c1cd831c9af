import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';

/** Where the acting kiosk stands: a room's and a school's name, and never a word of what the room is for. */
export async function kioskPlace(tx: Tx): Promise<{ room: string; school: string }> {
  const [place] = await tx.execute<{ room: string; school: string }>(sql`
    select r.name as room, o.name as school from kiosk k
    join room r on r.partnership_id = k.partnership_id and r.id = k.room_id
    join organisation o on o.partnership_id = k.partnership_id and o.id = k.school_id
    where k.partnership_id = ctx_partnership() and k.id = ctx_kiosk()`);
  if (!place) throw new Error('a kiosk without a room');
  return place;
}
