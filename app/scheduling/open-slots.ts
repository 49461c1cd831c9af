import { widen, type Interval, type IntervalSet } from '../time/interval.ts';
import type { ResourceKind } from '../occupancy/resource-kind.ts';
import { bookableStarts, timeRefusal, type BookingRules, type Buffer } from './booking-rules.ts';
import type { Candidate } from './candidate-starts.ts';
import { and, cellAt, cellsOf, frameAround, hasCell, or, startsOfRuns, type CellFrame, type CellMinutes, type Cells } from './cells.ts';
import { resourceCells, startsClear, type Condition, type ResourceCells, type SlotRefusal } from './resource-starts.ts';
import { cellsAround, startsLeft } from './starts-left.ts';

/**
 * The one joint slot engine: a slot is a start at which everything that a visit needs is free together.
 *
 * The visit itself must lie in the open time of everyone and of one private room (hours, windows); what they are blocked for, buffers
 * included, must be clear of what they are taken for. A therapist's notes may so run past the end of the working day, never into a visit.
 * Candidates come from the bells (`periodStarts`) or the family's windows (`roundStarts`), so school time and windows hold by construction.
 * All open and taken times must be known for the whole frame.
 */
export type Person = { readonly open: IntervalSet | 'always'; readonly taken: IntervalSet };
export type OtherKind = Exclude<ResourceKind, 'therapist' | 'room'>;
export type OtherPerson = Person & { readonly kind: OtherKind };
export type Room = { readonly id: string; readonly open: IntervalSet; readonly taken: IntervalSet };

/** What is asked for, before anybody's time is looked at. */
export type StartsAsked = {
  readonly candidates: readonly Candidate[];
  readonly rules: BookingRules;
  readonly nowMs: number;
  /** Where the student sits: notice and horizon are counted there. */
  readonly zone: string;
  /** Time that a room brings itself, by its id; to one that is not named the rules' apply. */
  readonly roomsAround?: ReadonlyMap<string, Buffer>;
};

/** The candidates that are neither too soon nor too far ahead, and the frame in which everybody's time must be known for them. */
export type StartsInTime = StartsAsked & { readonly frame: CellFrame; readonly outOfTime: ReadonlyMap<SlotRefusal, number> };

/** Everyone else who must be free (student, guardians who sit in), and the rooms and interpreters of which one each must be, as they are preferred. */
export type PlaceCells = {
  readonly others: readonly (ResourceCells & { readonly kind: OtherKind })[];
  /** `none` for a visit at home. */
  readonly rooms: readonly (ResourceCells & { readonly id: string })[] | 'none';
  /** Those of the language that is wanted; `none`, or nothing, where no interpreter is. */
  readonly interpreters?: readonly (ResourceCells & { readonly id: string })[] | 'none';
};

/** The same in intervals. */
export type PlaceInput = StartsAsked & { readonly others: readonly OtherPerson[]; readonly rooms: readonly Room[] | 'none'; readonly interpreters?: readonly (Person & { readonly id: string })[] | 'none' };

/** `roomIds` are the free private rooms in their order, empty at home; `interpreterIds` the free interpreters, where one is wanted. */
export type Slot = Candidate & { readonly roomIds: readonly string[]; readonly interpreterIds?: readonly string[] };

/** The slots in time order; `leftovers` says how many candidates are none, by the first reason that held. */
export type SlotAnswer = { readonly slots: readonly Slot[]; readonly leftovers: ReadonlyMap<SlotRefusal, number> };

type Group = {
  readonly lengthCells: number;
  readonly starts: Cells;
  readonly conditions: readonly Condition[];
  /** In time order, each with its cell and the rooms that are free for it. */
  readonly slots: readonly Slot[];
  readonly cells: readonly number[];
};

/** A place worked out once, to be asked for one therapist after the other. Visits of one length form a group. */
export type PreparedPlace = StartsInTime & PlaceCells & { readonly groups: readonly Group[] };

export function startsInTime(asked: StartsAsked): StartsInTime {
  const bookable = bookableStarts(asked.rules, asked.nowMs, asked.zone);
  const outOfTime = new Map<SlotRefusal, number>();
  const candidates = asked.candidates.filter((candidate) => {
    const refusal = timeRefusal(bookable, candidate.startMs);
    if (refusal) outOfTime.set(refusal, (outOfTime.get(refusal) ?? 0) + 1);
    return !refusal;
  });
  return { ...asked, candidates, outOfTime, frame: frameAround(widestBlocked(candidates, asked), cellMinutesFor(candidates, asked)) };
}

export function preparePlace(asked: StartsInTime, place: PlaceCells): PreparedPlace {
  const { frame, candidates } = asked;
  const byLength = Map.groupBy(candidates, ({ startMs, endMs }) => (endMs - startMs) / frame.cellMs);
  return { ...asked, ...place, groups: [...byLength].map(([lengthCells, ofLength]) => prepareGroup(asked, place, ofLength, lengthCells)) };
}

export function openSlotsWith(place: PreparedPlace, therapist: ResourceCells): SlotAnswer {
  const leftovers = new Map(place.outOfTime);
  const slots: Slot[] = [];
  const around = cellsAround(place.rules.buffers.therapist, place.frame.cellMs);
  for (const group of place.groups) {
    for (const at of startsLeft(group, therapist, around, ['therapist-away', 'therapist-taken'], leftovers)) slots.push(group.slots[at]!);
  }
  return { slots: place.groups.length > 1 ? slots.sort(inOrder) : slots, leftovers };
}

/** The first condition that a candidate does not meet; null when it is a slot, or no candidate. */
export function whyNoSlot(place: PreparedPlace, therapist: ResourceCells, startMs: number): SlotRefusal | null {
  const group = place.groups.find(({ slots }) => slots.some((slot) => slot.startMs === startMs));
  if (!group) return null;
  const cell = cellAt(place.frame, startMs);
  const conditions = [...conditionsOf({ ...therapist, kind: 'therapist' }, place, group.lengthCells), ...group.conditions];
  return conditions.find(({ starts }) => !hasCell(starts, cell))?.refusal ?? null;
}

/** The same from intervals, for one therapist. */
export function openSlots(input: PlaceInput & { readonly therapist: Person }): SlotAnswer {
  const asked = startsInTime(input);
  return openSlotsWith(preparePlace(asked, placeCells(asked.frame, input)), resourceCells(asked.frame, input.therapist));
}

export function placeCells(frame: CellFrame, { others, rooms, interpreters = 'none' }: Pick<PlaceInput, 'others' | 'rooms' | 'interpreters'>): PlaceCells {
  return {
    others: others.map((person) => ({ kind: person.kind, ...resourceCells(frame, person) })),
    rooms: rooms === 'none' ? 'none' : rooms.map((room) => ({ id: room.id, ...resourceCells(frame, room) })),
    interpreters: interpreters === 'none' ? 'none' : interpreters.map((interpreter) => ({ id: interpreter.id, ...resourceCells(frame, interpreter) })),
  };
}

function prepareGroup(asked: StartsInTime, { others, rooms, interpreters = 'none' }: PlaceCells, unordered: readonly Candidate[], lengthCells: number): Group {
  const { frame, rules } = asked;
  const candidates = unordered.toSorted(inOrder);
  const cells = candidates.map((candidate) => cellAt(frame, candidate.startMs));
  const starts = cellsOf(frame, candidates.map((candidate) => candidate.startMs));
  const conditions = others.flatMap((person) => conditionsOf(person, asked, lengthCells));
  const ofInterpreters = interpreters === 'none' ? null : oneOf(frame, interpreters, starts, lengthCells, () => rules.buffers.interpreter);
  if (ofInterpreters) conditions.push({ refusal: 'interpreter-away', starts: ofInterpreters.someOpen }, { refusal: 'interpreter-taken', starts: ofInterpreters.someFree });
  const ofRooms = rooms === 'none' ? null : oneOf(frame, rooms, starts, lengthCells, (id) => asked.roomsAround?.get(id) ?? rules.buffers.room);
  if (ofRooms) conditions.push({ refusal: 'rooms-closed', starts: ofRooms.someOpen }, { refusal: 'rooms-taken', starts: ofRooms.someFree });
  const slots = candidates.map((candidate, at): Slot => ({ ...candidate, roomIds: ofRooms?.freeAt(cells[at]!) ?? [], ...(ofInterpreters && { interpreterIds: ofInterpreters.freeAt(cells[at]!) }) }));
  return { lengthCells, starts, conditions, cells, slots };
}

/** Of several that would do as well (rooms, interpreters): where some is open, where some is open and free, and which are at a start. */
function oneOf(frame: CellFrame, several: readonly (ResourceCells & { readonly id: string })[], starts: Cells, lengthCells: number, bufferOf: (id: string) => Buffer) {
  let someOpen = cellsOf(frame, []);
  let someFree = someOpen;
  const free = several.map(({ id, open, clear }) => {
    const opens = open === 'always' ? starts : startsOfRuns(open, lengthCells);
    const both = and(opens, startsClear(frame, clear, lengthCells, bufferOf(id)));
    someOpen = or(someOpen, opens);
    someFree = or(someFree, both);
    return { id, starts: both };
  });
  return { someOpen, someFree, freeAt: (cell: number) => free.filter((one) => hasCell(one.starts, cell)).map(({ id }) => id) };
}

function conditionsOf(person: ResourceCells & { kind: Exclude<ResourceKind, 'room'> }, { frame, rules }: StartsInTime, lengthCells: number): Condition[] {
  const clear: Condition = { refusal: `${person.kind}-taken`, starts: startsClear(frame, person.clear, lengthCells, rules.buffers[person.kind]) };
  if (person.open === 'always') return [clear];
  return [{ refusal: `${person.kind}-away`, starts: startsOfRuns(person.open, lengthCells) }, clear];
}

function inOrder(a: Candidate, b: Candidate): number {
  return a.startMs - b.startMs || a.endMs - b.endMs;
}

function everyBuffer({ rules, roomsAround }: StartsAsked): Buffer[] {
  return [...Object.values(rules.buffers), ...(roomsAround?.values() ?? [])];
}

function widestBlocked(candidates: readonly Candidate[], asked: StartsAsked): Interval {
  if (candidates.length === 0) return { fromMs: 0, untilMs: 0 };
  const fromMs = candidates.reduce((least, { startMs }) => Math.min(least, startMs), Infinity);
  const untilMs = candidates.reduce((most, { endMs }) => Math.max(most, endMs), -Infinity);
  const buffers = everyBuffer(asked);
  return widen({ fromMs, untilMs }, Math.max(...buffers.map((b) => b.beforeMinutes)), Math.max(...buffers.map((b) => b.afterMinutes)));
}

/** Five minutes when every start, length and buffer that will be asked lies on such cells, else one. */
function cellMinutesFor(candidates: readonly Candidate[], asked: StartsAsked): CellMinutes {
  const onFive = (ms: number) => ms % 300_000 === 0;
  const buffersFit = everyBuffer(asked).every((b) => b.beforeMinutes % 5 === 0 && b.afterMinutes % 5 === 0);
  return buffersFit && candidates.every(({ startMs, endMs }) => onFive(startMs) && onFive(endMs)) ? 5 : 1;
}
