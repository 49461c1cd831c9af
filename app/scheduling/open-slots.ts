import { widen, type Interval, type IntervalSet } from '../time/interval.ts';
import { bookableStarts, timeRefusal, type BookingRules, type ResourceKind } from './booking-rules.ts';
import type { Candidate } from './candidate-starts.ts';
import { and, cellAt, cellsOf, frameAround, hasCell, or, type CellFrame, type CellMinutes, type Cells } from './cells.ts';
import { narrow, startsClearOf, startsWithin, type Condition, type SlotRefusal } from './resource-starts.ts';

/**
 * The one joint slot engine: a slot is a start at which everything that a visit needs is free together.
 *
 * The visit itself must lie in the open time of everyone and of one private room (hours, windows); what they are blocked for, buffers
 * included, must be clear of what they are taken for. A therapist's notes may so run past the end of the working day, never into a visit.
 * Candidates come from the bells (`periodStarts`) or the family's windows (`roundStarts`), so school time and windows hold by construction.
 * All open and taken times must be known for the whole time of the candidates and a buffer around it.
 */
export type Person = { readonly open: IntervalSet | 'always'; readonly taken: IntervalSet };
export type OtherPerson = Person & { readonly kind: Exclude<ResourceKind, 'therapist' | 'room'> };
export type Room = { readonly id: string; readonly open: IntervalSet; readonly taken: IntervalSet };

/** Where, when and with whom, all but the therapist. */
export type PlaceInput = {
  readonly candidates: readonly Candidate[];
  readonly rules: BookingRules;
  readonly nowMs: number;
  /** Where the student sits: notice and horizon are counted there. */
  readonly zone: string;
  /** Everyone else who must be free: student, a guardian who sits in, an interpreter. */
  readonly others: readonly OtherPerson[];
  /** One of these must be free, in the order in which they are preferred; `none` for a visit at home. */
  readonly rooms: readonly Room[] | 'none';
};

/** `roomIds` are the free private rooms in their order, empty at home. */
export type Slot = Candidate & { readonly roomIds: readonly string[] };

/** The slots in time order; `leftovers` says how many candidates are none, by the first reason that held. */
export type SlotAnswer = { readonly slots: readonly Slot[]; readonly leftovers: ReadonlyMap<SlotRefusal, number> };

type Group = {
  readonly candidates: readonly Candidate[];
  readonly lengthCells: number;
  readonly starts: Cells;
  readonly conditions: readonly Condition[];
  readonly rooms: readonly { readonly id: string; readonly starts: Cells }[];
};

/** A place worked out once, to be asked for one therapist after the other. Visits of one length form a group. */
export type PreparedPlace = {
  readonly rules: BookingRules;
  readonly frame: CellFrame;
  readonly outOfTime: ReadonlyMap<SlotRefusal, number>;
  readonly groups: readonly Group[];
};

export function openSlots(input: PlaceInput & { readonly therapist: Person }): SlotAnswer {
  return openSlotsWith(preparePlace(input), input.therapist);
}

export function preparePlace(input: PlaceInput): PreparedPlace {
  const bookable = bookableStarts(input.rules, input.nowMs, input.zone);
  const outOfTime = new Map<SlotRefusal, number>();
  const inTime = input.candidates.filter((candidate) => {
    const refusal = timeRefusal(bookable, candidate.startMs);
    if (refusal) outOfTime.set(refusal, (outOfTime.get(refusal) ?? 0) + 1);
    return !refusal;
  });
  const frame = frameAround(widestBlocked(inTime, input.rules), cellMinutesFor(inTime, input.rules));
  const byLength = Map.groupBy(inTime, ({ startMs, endMs }) => (endMs - startMs) / frame.cellMs);
  return { rules: input.rules, frame, outOfTime, groups: [...byLength].map(([lengthCells, candidates]) => prepareGroup(input, frame, candidates, lengthCells)) };
}

export function openSlotsWith(place: PreparedPlace, therapist: Person): SlotAnswer {
  const leftovers = new Map(place.outOfTime);
  const slots: Slot[] = [];
  for (const group of place.groups) {
    const conditions = [...conditionsOf({ ...therapist, kind: 'therapist' }, place.frame, group.lengthCells, place.rules), ...group.conditions];
    const found = narrow(group.starts, conditions, leftovers);
    for (const candidate of group.candidates) {
      const cell = cellAt(place.frame, candidate.startMs);
      if (!hasCell(found, cell)) continue;
      slots.push({ ...candidate, roomIds: group.rooms.filter((room) => hasCell(room.starts, cell)).map((room) => room.id) });
    }
  }
  return { slots: slots.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs), leftovers };
}

function prepareGroup(input: PlaceInput, frame: CellFrame, candidates: readonly Candidate[], lengthCells: number): Group {
  const starts = cellsOf(frame, candidates.map((candidate) => candidate.startMs));
  const conditions = input.others.flatMap((person) => conditionsOf(person, frame, lengthCells, input.rules));
  if (input.rooms === 'none') return { candidates, lengthCells, starts, conditions, rooms: [] };
  let someOpen = cellsOf(frame, []);
  let someFree = someOpen;
  const rooms = input.rooms.map((room) => {
    const open = startsWithin(frame, room.open, lengthCells);
    const free = and(open, startsClearOf(frame, room.taken, lengthCells, input.rules.buffers.room));
    someOpen = or(someOpen, open);
    someFree = or(someFree, free);
    return { id: room.id, starts: free };
  });
  conditions.push({ refusal: 'rooms-closed', starts: someOpen }, { refusal: 'rooms-taken', starts: someFree });
  return { candidates, lengthCells, starts, conditions, rooms };
}

function conditionsOf(person: Person & { kind: Exclude<ResourceKind, 'room'> }, frame: CellFrame, lengthCells: number, rules: BookingRules): Condition[] {
  const clear: Condition = { refusal: `${person.kind}-taken`, starts: startsClearOf(frame, person.taken, lengthCells, rules.buffers[person.kind]) };
  if (person.open === 'always') return [clear];
  return [{ refusal: `${person.kind}-away`, starts: startsWithin(frame, person.open, lengthCells) }, clear];
}

function widestBlocked(candidates: readonly Candidate[], rules: BookingRules): Interval {
  if (candidates.length === 0) return { fromMs: 0, untilMs: 0 };
  const fromMs = candidates.reduce((least, { startMs }) => Math.min(least, startMs), Infinity);
  const untilMs = candidates.reduce((most, { endMs }) => Math.max(most, endMs), -Infinity);
  const buffers = Object.values(rules.buffers);
  return widen({ fromMs, untilMs }, Math.max(...buffers.map((b) => b.beforeMinutes)), Math.max(...buffers.map((b) => b.afterMinutes)));
}

/** Five minutes when every start, length and buffer that will be asked lies on such cells, else one. */
function cellMinutesFor(candidates: readonly Candidate[], rules: BookingRules): CellMinutes {
  const onFive = (ms: number) => ms % 300_000 === 0;
  const buffersFit = Object.values(rules.buffers).every((b) => b.beforeMinutes % 5 === 0 && b.afterMinutes % 5 === 0);
  return buffersFit && candidates.every(({ startMs, endMs }) => onFive(startMs) && onFive(endMs)) ? 5 : 1;
}
