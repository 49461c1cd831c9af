import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { sealText } from '../sealed/sealed-text.server.ts';
import { newMediaKey, opaqueName } from './media-secrets.server.ts';
import { mediaKeyPlace } from './open-visit.server.ts';
import { recordRollCall } from './record-evidence.server.ts';
import { roomService, type RoomService } from './room-service.server.ts';
import { visitChanged } from './visit-changes.server.ts';

/** A running visit and the guardians, or the interpreter, who may not be there any more. `inside`: one of them was let in. `othersMayReturn`: a new pass would be given to those who stay. */
type Out = { visitId: string; part: 'guardian' | 'interpreter'; appointmentId: string; studentId: string; room: string; seatIds: string[]; identities: string[]; inside: boolean; othersMayReturn: boolean };

/**
 * Puts guardians out of running visits whose right to be there has ended, and interpreters who were let go or are not taken any more. Everybody else stays: they are given another room and another key,
 * for which their pages ask by themselves (`video-connection.client.ts`); what whoever was put out still holds (a token of five minutes, the old
 * key) opens nothing any more.
 *
 * Where the consent ended with that right (they had signed it), a new room would send the student home too, as nobody gets a new pass; then the
 * room stays, the guardian is taken out of it, and again as soon as the video server says that they came back on the token they hold. A student is never put out: cutting off
 * one in distress would do harm.
 *
 * While the video server does not answer nothing is changed, so that the next round tries the whole again; a new pass they do not get anyway.
 * Their link is the database's business (`gate.links_end_with_the_right`).
 *
 * @param rooms null without a video server: nobody is connected, and only the seat is taken back
 * @returns in how many visits somebody was put out
 */
export async function putOutEnded(db: Database, partnershipId: string, rooms: RoomService | null): Promise<number> {
  const job: Actor = { kind: 'job', partnershipId };
  const those = await asActor(db, job, 'visit.put-out', whoIsToGo);
  let done = 0;
  for (const out of those) if (await putOut(db, job, out, rooms)) done += 1;
  return done;
}

/** The same at once: a guardian's right was ended or changed on a page, or somebody has come into a room. */
export async function putOutNow({ db, config }: Pick<HallwayContext, 'db' | 'config'>, partnership: { id: string }): Promise<void> {
  await putOutEnded(db, partnership.id, config.video ? roomService(config.video) : null);
}

async function whoIsToGo(tx: Tx): Promise<Out[]> {
  return tx.execute<Out>(sql`
    select v.id as "visitId", s.part, v.appointment_id as "appointmentId", v.student_id as "studentId", v.room_name as room,
      to_json(array_agg(s.id)) as "seatIds", to_json(array_agg(s.identity)) as identities, bool_or(s.admitted_at is not null) as inside,
      gate.consent_in_force(v.student_id, 'service', a.agency_id, clock_now()) and gate.consent_in_force(v.student_id, 'telehealth', a.agency_id, clock_now()) as "othersMayReturn"
    from visit v join visit_participant s on s.partnership_id = v.partnership_id and s.visit_id = v.id
      join appointment a on a.partnership_id = v.partnership_id and a.id = v.appointment_id
    where v.partnership_id = ctx_partnership() and v.state <> 'ended' and case s.part when 'guardian' then not gate.may_be_there(v.student_id, s.person_id) when 'interpreter' then not gate.may_interpret_at(v.appointment_id, s.person_id) end
    group by v.partnership_id, v.id, a.agency_id, s.part order by v.id`);
}

async function putOut(db: Database, job: Actor, out: Out, rooms: RoomService | null): Promise<boolean> {
  const askedMs = Date.now();
  const there = rooms ? await rooms.whoIsIn(out.room) : null;
  if (there && !there.ok) return false;
  const sessions = there?.sessions ?? [];
  if (!out.inside && !sessions.some(({ identity }) => out.identities.includes(identity))) return false;
  for (const identity of out.identities) if (rooms && !(await rooms.remove(out.room, identity)).ok) return false;
  const moved = await asActor(db, job, 'visit.put-out', async (tx) => {
    if (there) await recordRollCall(tx, out, sessions, askedMs, true);
    if (out.inside) await takeBackSeats(tx, out);
    return out.inside && out.othersMayReturn && moveOn(tx, out);
  });
  if (moved) await rooms?.close(out.room);
  visitChanged(out.appointmentId);
  return true;
}

async function takeBackSeats(tx: Tx, out: Out): Promise<void> {
  await tx.execute(sql`
    update visit_participant set admitted_at = null, admitted_by = null, left_at = clock_now()
    where partnership_id = ctx_partnership() and id = any(${sql.param(out.seatIds)}::uuid[])`);
  await record(tx, { action: 'visit.put-out', studentId: out.studentId, subject: { kind: 'visit', id: out.visitId }, body: { part: out.part, count: out.seatIds.length } });
}

/** A new epoch: another room and key. False when the visit ended or moved on meanwhile. */
async function moveOn(tx: Tx, out: Out): Promise<boolean> {
  const key = await sealText(tx, mediaKeyPlace({ id: out.visitId, studentId: out.studentId }), newMediaKey());
  const moved = await tx.execute(sql`
    update visit set epoch = epoch + 1, room_name = ${opaqueName()}, media_key_sealed = ${key}
    where partnership_id = ctx_partnership() and id = ${out.visitId}::uuid and room_name = ${out.room} and state <> 'ended' returning id`);
  return moved.length > 0;
}
