import type { Tx } from '../../db/connect.server.ts';
import { loadTime } from './load-time.server.ts';
import { takenBesides } from '../occupancy/taken.server.ts';
import { intersect, subtract } from '../time/interval.ts';
import type { BookingRules } from './booking-rules.ts';
import { candidateTimes, type CandidateTimes } from './candidate-times.server.ts';
import type { OnlyStart, PlaceRefusal } from './candidate-place.server.ts';
import type { Feature } from '../rooms/room-features.ts';
import { blockedInRoom } from '../rooms/pauses.ts';
import { roomsOf } from '../rooms/rooms.server.ts';
import type { VisitToMove } from './visit-to-move.server.ts';

/**
 * Every time to which a booked visit can move now: its own time counts as free for it, and is offered only with another room.
 *
 * @param only asks for one start alone
 */
export async function timesToMove(tx: Tx, visit: VisitToMove, rules: BookingRules, only?: OnlyStart): Promise<CandidateTimes | PlaceRefusal> {
  const times = await candidateTimes(tx, visit, rules, only);
  if (!times.ok) return times;
  const slots = times.slots.flatMap((slot) => {
    if (slot.startMs !== visit.startMs) return [slot];
    const others = slot.roomIds.filter((id) => id !== visit.roomId);
    return others.length > 0 ? [{ ...slot, roomIds: others }] : [];
  });
  return { ...times, slots };
}

/** A private room among which somebody chooses, with what it has and for whom it is easy. */
export type RoomToChoose = { readonly id: string; readonly name: string; readonly features: readonly Feature[] };

/** Another private room of the school that is open and free for as long as the visit is and the room's own minutes around it, by name: what can be had when the time stays. */
export async function roomsAtItsTime(tx: Tx, visit: VisitToMove): Promise<RoomToChoose[]> {
  if (visit.place !== 'school') return [];
  const during = { fromMs: visit.startMs, untilMs: visit.endMs };
  const rooms = await roomsOf(tx, visit.schoolId);
  const times = await loadTime(tx, rooms.map(({ id }) => ({ kind: 'room', id, schoolId: visit.schoolId, zone: visit.zone })), during);
  const widest = blockedInRoom(during, { beforeMinutes: Math.max(0, ...rooms.map(({ beforeMinutes }) => beforeMinutes)), afterMinutes: Math.max(0, ...rooms.map(({ afterMinutes }) => afterMinutes)) });
  const taken = await takenBesides(tx, rooms.map(({ id }) => id), widest, [visit.appointmentId]);
  return rooms.filter((room) => {
    const open = times.get(`room ${room.id}`)?.open;
    return room.id !== visit.roomId && open !== undefined && open !== 'always' && subtract([during], open).length === 0 && intersect([blockedInRoom(during, room)], taken.get(room.id) ?? []).length === 0;
  }).map(({ id, name, equipment, accessibility }) => ({ id, name, features: [...equipment, ...accessibility] }));
}
