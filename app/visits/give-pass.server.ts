import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { openText } from '../sealed/sealed-text.server.ts';
import { mediaKeyPlace } from './open-visit.server.ts';

/** A device that went silent for so long no longer holds a seat against another one of the same person. */
export const silentAfterSeconds = 45;

export type PassWanted = {
  visitId: string;
  /** Made by the browser's tab and kept there: tells one device of a person from another. */
  device: string;
  /** The person said: go on here instead. */
  takeOver: boolean;
};

/** What may be told to the browser: its room and name at the video server, and the key that never passes that server. */
export type PassGiven = { ok: true; room: string; identity: string; mediaKey: string };
export type PassRefusal = { ok: false; reason: 'not-found' | 'not-admitted' | 'visit-ended' | 'elsewhere' | 'erased'; room?: string; identity?: string };

/**
 * Gives the acting person what they need to enter the visit now. Everything is asked again each time, also on coming back: the visit runs,
 * the person was let in, consent and license are in force at this moment (`gate.may_join`, whose named refusals are thrown: `visitRefusals`).
 *
 * A second device of the same person is told `elsewhere` unless it takes over; the first is then disconnected by the video server, as both
 * bear the same name there.
 */
export async function givePass(tx: Tx, { visitId, device, takeOver }: PassWanted): Promise<PassGiven | PassRefusal> {
  const deviceSha256 = createHash('sha256').update(device).digest();
  const [seat] = await tx.execute<Seat>(sql`
    select p.id, p.identity, p.part, v.room_name as room, v.student_id as "studentId", v.media_key_sealed as "keySealed", v.state = 'ended' as ended,
      p.device_sha256 is null or p.device_sha256 = ${deviceSha256} or p.last_seen_at < clock_now() - make_interval(secs => ${silentAfterSeconds}) as free
    from visit_participant p join visit v on v.partnership_id = p.partnership_id and v.id = p.visit_id
    where p.partnership_id = ctx_partnership() and p.visit_id = ${visitId}::uuid and p.person_id = ctx_person() for update of p`);
  if (!seat) return { ok: false, reason: 'not-found' };
  const [may] = await tx.execute<{ join: boolean }>(sql`select gate.may_join(${seat.id}::uuid) as join`);
  if (!may?.join) return { ok: false, reason: seat.ended ? 'visit-ended' : 'not-admitted' };
  if (!seat.free && !takeOver) return { ok: false, reason: 'elsewhere', room: seat.room, identity: seat.identity };
  const mediaKey = await openText(tx, mediaKeyPlace({ id: visitId, studentId: seat.studentId }), seat.keySealed);
  if (mediaKey === null) return { ok: false, reason: 'erased' };
  await tx.execute(sql`
    update visit_participant set device_sha256 = ${deviceSha256}, last_seen_at = clock_now(), left_at = null where partnership_id = ctx_partnership() and id = ${seat.id}::uuid`);
  await record(tx, { action: 'visit.joined', studentId: seat.studentId, subject: { kind: 'visit', id: visitId }, body: { part: seat.part, takeOver } });
  return { ok: true, room: seat.room, identity: seat.identity, mediaKey };
}

type Seat = { id: string; identity: string; part: string; room: string; studentId: string; keySealed: Buffer; ended: boolean; free: boolean };
