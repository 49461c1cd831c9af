import { wallTime } from '../time/zone.ts';
import { openSlotsWith, preparePlace, type PreparedPlace, type Slot } from './open-slots.ts';
import type { ResourceCells } from './resource-starts.ts';

/** What somebody could add: hours of the rooms that are there, one more private room, an interpreter, hours of a guardian who sits in, of the therapist. */
export type Piece = 'room-hours' | 'private-room' | 'interpreter' | 'guardian-hours' | 'therapist-hours';

/** What asks nothing of a person stands first, what asks it of the therapist last. */
const asks: Record<Piece, number> = { 'room-hours': 0, 'private-room': 0, interpreter: 1, 'guardian-hours': 2, 'therapist-hours': 3 };

/**
 * What stands in the way when a therapist has no slot at a place: what one could add, and on which weekday (Monday 1) and in which period (at
 * home, and where several periods bear a name of their own, the half day) that opens the most starts; how many it opens, how much time a week
 * must be added for them, and the first of them.
 */
export type MissingPiece = {
  readonly piece: Piece;
  readonly weekday: number;
  readonly half: 'morning' | 'afternoon';
  readonly periodName: string | null;
  readonly starts: number;
  readonly minutes: number;
  readonly firstStartMs: number;
};

/** The piece that stands first, or nothing when none alone opens any (the student is taken throughout, or there is no school). */
export function missingPiece(place: PreparedPlace, therapist: ResourceCells): MissingPiece | null {
  return missingPieces(place, therapist)[0] ?? null;
}

/**
 * Takes away one condition at a time, everything else as it is, and counts what would open. What asks nothing of a person stands first: of the
 * rooms' pieces the one that opens more (of equals longer hours, which need no other room), then another interpreter, then hours of people.
 */
export function missingPieces(place: PreparedPlace, therapist: ResourceCells): MissingPiece[] {
  const { open, another, interpreted, seated } = relaxedOf(place);
  const opened: [Piece, readonly Slot[]][] = [
    ['room-hours', open ? openSlotsWith(open, therapist).slots : []],
    ['private-room', another ? openSlotsWith(another, therapist).slots : []],
    ['interpreter', interpreted ? openSlotsWith(interpreted, therapist).slots : []],
    ['guardian-hours', seated ? openSlotsWith(seated, therapist).slots : []],
    ['therapist-hours', openSlotsWith(place, { ...therapist, open: 'always' }).slots],
  ];
  return opened.flatMap(([piece, slots]) => fullest(piece, slots, place.zone) ?? []).toSorted((a, b) => asks[a.piece] - asks[b.piece] || b.starts - a.starts);
}

type Relaxed = Readonly<Record<'open' | 'another' | 'interpreted' | 'seated', PreparedPlace | null>>;
const relaxed = new WeakMap<PreparedPlace, Relaxed>();

/**
 * The place with its rooms open at any hour, with a room and with an interpreter that is always free, with guardians who can sit in at any hour; worked
 * out once for all therapists who are asked.
 */
function relaxedOf(place: PreparedPlace): Relaxed {
  const known = relaxed.get(place);
  if (known) return known;
  const { rooms, others, interpreters = 'none' } = place;
  const sitting = others.some(({ kind, open }) => kind === 'guardian' && open !== 'always');
  const made: Relaxed = {
    open: rooms === 'none' ? null : preparePlace(place, { others, interpreters, rooms: rooms.map((room) => ({ ...room, open: 'always' as const })) }),
    another: rooms === 'none' ? null : preparePlace(place, { others, interpreters, rooms: 'none' }),
    interpreted: interpreters === 'none' ? null : preparePlace(place, { others, rooms }),
    seated: sitting ? preparePlace(place, { others: others.map((one) => (one.kind === 'guardian' ? { ...one, open: 'always' as const } : one)), interpreters, rooms }) : null,
  };
  relaxed.set(place, made);
  return made;
}

const places = new WeakMap<Slot, ReturnType<typeof wallTime>>();

/** What the clock on the wall shows when a slot begins: worked out once, as the same slots are counted for many. */
function begins(slot: Slot, zone: string): ReturnType<typeof wallTime> {
  const known = places.get(slot) ?? wallTime(zone, slot.startMs);
  places.set(slot, known);
  return known;
}

/** The period of the week (or half day) with the most starts; of equals the earliest in the week. */
function fullest(piece: Piece, slots: readonly Slot[], zone: string): MissingPiece | null {
  const counted = Map.groupBy(slots, (slot) => {
    const { weekday, minute } = begins(slot, zone);
    return JSON.stringify([weekday, minute < 720 ? 0 : 1, slot.periodName]);
  });
  const inWeek = (slot: Slot) => begins(slot, zone).weekday * 1440 + begins(slot, zone).minute;
  const best = [...counted.values()].toSorted((a, b) => b.length - a.length || inWeek(a[0]!) - inWeek(b[0]!))[0];
  const first = best?.[0];
  if (!best || !first) return null;
  const { weekday, minute } = begins(first, zone);
  const from = Math.min(...best.map((slot) => begins(slot, zone).minute));
  const until = Math.max(...best.map((slot) => begins(slot, zone).minute + (slot.endMs - slot.startMs) / 60_000));
  return { piece, weekday, half: minute < 720 ? 'morning' : 'afternoon', periodName: first.periodName, starts: best.length, minutes: until - from, firstStartMs: first.startMs };
}
