import { sql } from 'drizzle-orm';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { once } from '../messages/once.server.ts';
import { lockResources, releaseExpiredHolds } from '../occupancy/free-held.server.ts';
import { occupy } from '../occupancy/occupy.server.ts';
import { isoText, rangeSql } from '../occupancy/taken.server.ts';
import { roomsOf } from '../rooms/rooms.server.ts';
import { bookingRefusals, isAboutThisTime, type BookingRefusal } from './booking-refusals.ts';
import { usualRules, type BookingRules } from './booking-rules.ts';
import { nearestSlots } from './nearest-slots.ts';
import { nearTime, SHOWN, type NearestTimes } from './nearest-times.server.ts';
import { rulesWith } from './rules-in-force.server.ts';
import type { ChosenTime } from './take-slot.server.ts';
import { takesOf } from './takes-of.ts';
import { tellTheFamily } from './tell-the-family.server.ts';
import { roomsAtItsTime, timesToMove } from './times-to-move.server.ts';
import { visitToMove, type VisitToMove } from './visit-to-move.server.ts';
import { whoSitsIn } from './who-sits-in.server.ts';

/**
 * Where a visit shall go: a start that was picked from the list, its present start for another room alone. The room is the first free one unless named.
 * `key` is the form's own, made once per page; `sequence` is the version that the page showed, so that nobody moves what somebody else has just moved.
 */
export type MoveWanted = { readonly appointmentId: string; readonly startMs: number; readonly roomId?: string | null; readonly sequence?: number; readonly key: string };

export type MoveRefusal = BookingRefusal | 'already-over' | 'moved-meanwhile' | 'nothing-changes';
export type MoveAnswer = { ok: true; appointmentId: string; told: number } | ({ ok: false; reason: MoveRefusal } & Partial<NearestTimes>);

const moveRefusals = {
  ...bookingRefusals,
  only_a_visit_to_come_is_moved: 'already-over',
  a_visit_moved_meanwhile: 'moved-meanwhile',
  a_visit_moves_to_a_time_to_come: 'not-in-time',
  a_move_changes_time_or_room: 'nothing-changes',
} as const;

/**
 * Moves a booked visit to another time or room in one transaction: the same appointment, whose calendar entry keeps its UID; what it took is freed and taken
 * anew under the locks of everything old and new, and every promise is asked again by the database. Its therapist stays. The family is told of another
 * time, not of another room. Whoever loses sees the nearest times; the visit then stands as it was.
 */
export async function moveAppointment(db: Database, actor: Actor, { key, ...wanted }: MoveWanted, rules: BookingRules = usualRules): Promise<MoveAnswer> {
  const body = { appointmentId: wanted.appointmentId, startMs: wanted.startMs, roomId: wanted.roomId ?? null, sequence: wanted.sequence ?? null };
  const done = await refusing(moveRefusals, () => asActor(db, actor, 'appointment.move', (tx) => once(tx, { key, action: 'appointment.move', body }, (inner) => move(inner, wanted, rules))));
  const answer: MoveAnswer = done.ok ? done.value : { ok: false, reason: done.reason };
  if (answer.ok || !isAboutThisTime(answer.reason)) return answer;
  return { ...answer, ...(await nearestToMove(db, actor, wanted, rules)) };
}

async function move(tx: Tx, wanted: Omit<MoveWanted, 'key'>, rules: BookingRules): Promise<MoveAnswer> {
  const visit = await visitToMove(tx, wanted.appointmentId);
  if (!visit) return { ok: false, reason: 'not-found' };
  if (wanted.roomId && !(await roomsOf(tx, visit.schoolId)).some(({ id }) => id === wanted.roomId)) return { ok: false, reason: 'not-found' };
  if (!visit.ahead) return { ok: false, reason: 'already-over' };
  const chosen = await chosenTime(tx, visit, wanted, rules);
  if (!chosen.ok) return chosen;
  const { to } = chosen;
  const during = { fromMs: to.startMs, untilMs: to.endMs };
  const takes = takesOf({ ...visit, ...to, sitsIn: await whoSitsIn(tx, visit, to.startMs) }, during, await rulesWith(tx, visit.therapistId, rules));
  const locked = [...visit.resources, ...takes.map(({ id }) => id)];
  await Promise.all([lockResources(tx, locked), releaseExpiredHolds(tx, locked)]);
  const [moved] = await tx.execute<{ sequence: number | null }>(sql`
    select gate.move_appointment(${visit.appointmentId}::uuid, ${rangeSql(during)}, ${to.roomId}::uuid, ${to.zone}, ${to.state}, ${wanted.sequence ?? visit.sequence}::int) as sequence`);
  if (!moved || moved.sequence === null) return { ok: false, reason: 'not-found' };
  const sameTime = to.startMs === visit.startMs && to.endMs === visit.endMs;
  const taken = await occupy(tx, visit.appointmentId, sameTime ? takes.filter(({ kind }) => kind === 'room') : takes);
  if (taken.length > 0) return { ok: false, reason: 'slot-taken' };
  const body = { from: isoText(visit.startMs), to: isoText(to.startMs), room: to.roomId !== visit.roomId };
  await record(tx, { action: 'appointment.moved', studentId: visit.studentId, subject: { kind: 'appointment', id: visit.appointmentId }, body });
  return { ok: true, appointmentId: visit.appointmentId, told: sameTime ? 0 : await tellTheFamily(tx, visit.appointmentId, 'booking-confirmed') };
}

/** The time as the rules allow it; where the time stays, any other room that is free then will do, however soon it is. */
async function chosenTime(tx: Tx, visit: VisitToMove, { startMs, roomId }: Omit<MoveWanted, 'key'>, rules: BookingRules): Promise<{ ok: true; to: ChosenTime } | { ok: false; reason: MoveRefusal }> {
  if (startMs === visit.startMs) {
    if (visit.place === 'home' || roomId === visit.roomId) return { ok: false, reason: 'nothing-changes' };
    const rooms = await roomsAtItsTime(tx, visit);
    const room = roomId ? rooms.find(({ id }) => id === roomId) : rooms[0];
    return room ? { ok: true, to: { startMs, endMs: visit.endMs, roomId: room.id, interpreterId: visit.interpreterId, zone: visit.zone, state: visit.state } } : { ok: false, reason: 'room-taken' };
  }
  const times = await timesToMove(tx, visit, rules, { startMs, ...(roomId && { roomId }) });
  if (!times.ok) return times;
  const slot = times.slots.find((one) => one.startMs === startMs && (!roomId || one.roomIds.includes(roomId)));
  if (!slot) return { ok: false, reason: times.forbidden.get(startMs) ?? 'slot-taken' };
  return { ok: true, to: { startMs, endMs: slot.endMs, roomId: roomId ?? kept(slot.roomIds, visit.roomId), interpreterId: kept(slot.interpreterIds ?? [], visit.interpreterId), zone: times.zone, state: times.state } };
}

/** The room (or interpreter) that it has now if that is free then too: one thing less that changes. */
function kept(freeIds: readonly string[], now: string | null): string | null {
  return freeIds.find((id) => id === now) ?? freeIds[0] ?? null;
}

/** The three times nearest to the one that was lost, as they are after the lost attempt was rolled back. */
async function nearestToMove(db: Database, actor: Actor, lost: { appointmentId: string; startMs: number }, rules: BookingRules): Promise<Partial<NearestTimes>> {
  return asActor(db, actor, 'slot.read', async (tx) => {
    const visit = await visitToMove(tx, lost.appointmentId);
    const times = visit && (await timesToMove(tx, visit, rules));
    if (!times?.ok) return {};
    return { zone: times.zone, nearest: nearestSlots(times.slots, lost.startMs, SHOWN).map((slot) => nearTime(slot, times.roomNames)) };
  });
}
