import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { instantText } from '../../db/range.server.ts';
import { record } from '../audit/record.server.ts';

/** A private room with its device, as the front office sees it. */
export type RoomKiosk = {
  roomId: string;
  room: string;
  school: string;
  kiosks: { id: string; pairedAt: string | null; pairingCode: string | null; pairingUntil: string | null }[];
};

/** Letters and digits that nobody confuses when reading them from one screen and typing them on another. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLetters = 8;
const pairingMinutes = 20;

/** The rooms of the acting school with their kiosks, those waiting for their code included while it lasts. */
export async function kiosksOf(tx: Tx): Promise<RoomKiosk[]> {
  const rows = await tx.execute<{ roomId: string; room: string; school: string; id: string | null; pairedAt: string | null; pairingCode: string | null; pairingUntil: string | null }>(sql`
    select r.id as "roomId", r.name as room, o.name as school, k.id, k.paired_at as "pairedAt", k.pairing_code as "pairingCode", k.pairing_until as "pairingUntil"
    from room r join organisation o on o.partnership_id = r.partnership_id and o.id = r.school_id
    left join kiosk k on k.partnership_id = r.partnership_id and k.room_id = r.id and k.revoked_at is null and (k.paired_at is not null or k.pairing_until > clock_now())
    where r.partnership_id = ctx_partnership() and r.school_id = ctx_organisation() and r.retired_at is null order by o.name, r.name, k.made_at`);
  const rooms = new Map<string, RoomKiosk>();
  for (const { roomId, room, school, id, ...kiosk } of rows) {
    const found = rooms.get(roomId) ?? { roomId, room, school, kiosks: [] };
    rooms.set(roomId, found);
    if (id) found.kiosks.push({ id, ...kiosk, pairedAt: kiosk.pairedAt && instantText(kiosk.pairedAt), pairingUntil: kiosk.pairingUntil && instantText(kiosk.pairingUntil) });
  }
  return [...rooms.values()];
}

/** Makes a kiosk for a room that waits to be paired: its code works once, within twenty minutes. */
export async function makeKiosk(tx: Tx, roomId: string): Promise<{ ok: true; id: string } | { ok: false; reason: 'not-found' }> {
  const id = randomUUID();
  const code = Array.from({ length: codeLetters }, () => alphabet[randomInt(alphabet.length)]).join('');
  const { count } = await tx.execute(sql`
    insert into kiosk (partnership_id, id, school_id, room_id, pairing_code, pairing_until, made_by)
    select r.partnership_id, ${id}::uuid, r.school_id, r.id, ${code}, clock_now() + make_interval(mins => ${pairingMinutes}), ctx_person()
    from room r where r.partnership_id = ctx_partnership() and r.id = ${roomId}::uuid and r.school_id = ctx_organisation() and r.retired_at is null`);
  if (count === 0) return { ok: false, reason: 'not-found' };
  await record(tx, { action: 'kiosk.made', subject: { kind: 'kiosk', id } });
  return { ok: true, id };
}

/** The device is no kiosk any more, from its next request on. */
export async function revokeKiosk(tx: Tx, kioskId: string): Promise<{ ok: true } | { ok: false; reason: 'not-found' }> {
  const { count } = await tx.execute(sql`
    update kiosk set revoked_at = clock_now(), pairing_code = null, pairing_until = null where partnership_id = ctx_partnership() and id = ${kioskId}::uuid and revoked_at is null`);
  if (count === 0) return { ok: false, reason: 'not-found' };
  await record(tx, { action: 'kiosk.revoked', subject: { kind: 'kiosk', id: kioskId } });
  return { ok: true };
}
