import { wallTime } from '../time/zone.ts';
import { openSlotsWith, preparePlace, type PreparedPlace, type Slot } from './open-slots.ts';
import type { ResourceCells } from './resource-starts.ts';

/**
 * What is missing when a therapist has no slot at a place: the weekday (Monday 1) and half day in which adding it would open the most starts,
 * how many, and the first of them.
 */
export type MissingPiece = {
  readonly piece: 'private-room' | 'therapist-hours';
  readonly weekday: number;
  readonly half: 'morning' | 'afternoon';
  readonly starts: number;
  readonly firstStartMs: number;
};

/**
 * The smallest change that would give the therapist a slot: one more private room if everything but the room meets; else hours of the
 * therapist at a time when the place has room. Nothing when neither helps alone (the student is taken throughout, or there is no school).
 */
export function missingPiece(place: PreparedPlace, therapist: ResourceCells): MissingPiece | null {
  if (place.rooms !== 'none') {
    const withRoom = fullest(openSlotsWith(preparePlace(place, { others: place.others, rooms: 'none' }), therapist).slots, place.zone);
    if (withRoom) return { piece: 'private-room', ...withRoom };
  }
  const withHours = fullest(openSlotsWith(place, { ...therapist, open: 'always' }).slots, place.zone);
  return withHours && { piece: 'therapist-hours', ...withHours };
}

/** The half day of the week with the most starts; of equals the earliest in the week. */
function fullest(slots: readonly Slot[], zone: string): Omit<MissingPiece, 'piece'> | null {
  const counted = Map.groupBy(slots, ({ startMs }) => {
    const { weekday, minute } = wallTime(zone, startMs);
    return weekday * 2 + (minute < 720 ? 0 : 1);
  });
  const best = [...counted].toSorted(([a, slotsA], [b, slotsB]) => slotsB.length - slotsA.length || a - b)[0];
  if (!best?.[1][0]) return null;
  const [halfDay, starts] = best;
  return { weekday: halfDay >> 1, half: halfDay % 2 === 0 ? 'morning' : 'afternoon', starts: starts.length, firstStartMs: best[1][0].startMs };
}
