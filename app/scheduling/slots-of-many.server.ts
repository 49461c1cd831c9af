import type { Tx } from '../../db/connect.server.ts';
import type { Interval } from '../time/interval.ts';
import type { BookingRules, Buffer } from './booking-rules.ts';
import { and, cellsIn, cellsWithin, frameAround, or, roundCells, startsOfRuns, type CellFrame, type CellMinutes, type Cells } from './cells.ts';
import { timeOf } from './kept-time.server.ts';
import type { Loadable } from './load-time.server.ts';
import { startsFree, type ResourceCells } from './resource-starts.ts';
import { startSecondsOf } from './starts-of-many.ts';

/** How long a visit is, the round times at which it may begin (counted from the epoch), and who needs time around it. */
export type RoundRules = Pick<BookingRules, 'visitMinutes' | 'startEveryMinutes' | 'buffers'>;

/** Where a visit would be, and who sits in: the school with its zone, its private rooms, and the student whose family's windows count. `roomsAround`: time that a room brings itself. */
export type JointPlace = { readonly schoolId: string; readonly zone: string; readonly roomIds: readonly string[]; readonly roomsAround?: ReadonlyMap<string, Buffer>; readonly familyOf: string | null; readonly studentId: string | null };

/** For each therapist asked, in that order, the starts as epoch seconds. */
export type StartsOfMany = readonly (readonly number[])[];

/** Every round start at which each therapist is free for a whole visit within the interval. */
export async function therapistStarts(tx: Tx, therapistIds: readonly string[], within: Interval, rules: RoundRules): Promise<StartsOfMany> {
  const frame = frameFor(within, rules);
  const times = await timeOf(tx, frame, therapistIds.map((id) => ({ kind: 'therapist', id })));
  return startsOf(times, frame, roundStartsWithin(frame, within, rules), rules);
}

/** Every round start at which each therapist, the school day, the family, the student and at least one room are free together for a whole visit. */
export async function jointStarts(tx: Tx, place: JointPlace, therapistIds: readonly string[], within: Interval, rules: RoundRules): Promise<StartsOfMany> {
  const frame = frameFor(within, rules, place.roomsAround);
  const length = lengthIn(frame, rules);
  const wanted: Loadable[] = [{ kind: 'school', id: place.schoolId, zone: place.zone }];
  for (const id of place.roomIds) wanted.push({ kind: 'room', id, schoolId: place.schoolId, zone: place.zone });
  if (place.familyOf) wanted.push({ kind: 'family', id: place.familyOf });
  if (place.studentId) wanted.push({ kind: 'person', id: place.studentId });
  const before = wanted.length;
  for (const id of therapistIds) wanted.push({ kind: 'therapist', id });
  const times = await timeOf(tx, frame, wanted);
  let allowed = roundStartsWithin(frame, within, rules);
  let someRoom: Cells = new Uint32Array(frame.words);
  for (let at = 0; at < before; at++) {
    const { kind, id } = wanted[at]!;
    const free = startsFree(frame, times[at]!, length, kind === 'room' ? (place.roomsAround?.get(id) ?? rules.buffers.room) : kind === 'person' ? rules.buffers.student : rules.buffers.guardian);
    if (kind === 'room') someRoom = or(someRoom, free);
    else allowed = and(allowed, free);
  }
  return startsOf(times.slice(before), frame, and(allowed, someRoom), rules);
}

function startsOf(times: readonly ResourceCells[], frame: CellFrame, allowed: Cells, rules: RoundRules): StartsOfMany {
  const { beforeMinutes, afterMinutes } = rules.buffers.therapist;
  const length = lengthIn(frame, rules);
  if (beforeMinutes > 0 || afterMinutes > 0) {
    return times.map((time) => cellsIn(and(allowed, startsFree(frame, time, length, rules.buffers.therapist))).map((cell) => (frame.fromMs + cell * frame.cellMs) / 1000));
  }
  return times.map((time) => startSecondsOf(time, { frame, lengthCells: length, cells: allowed }));
}

function roundStartsWithin(frame: CellFrame, within: Interval, rules: RoundRules): Cells {
  return and(roundCells(frame, rules.startEveryMinutes), startsOfRuns(cellsWithin(frame, [within]), lengthIn(frame, rules)));
}

const lengthIn = (frame: CellFrame, rules: RoundRules) => (rules.visitMinutes * 60_000) / frame.cellMs;

function frameFor(within: Interval, rules: RoundRules, roomsAround?: ReadonlyMap<string, Buffer>): CellFrame {
  const minutes = [rules.visitMinutes, rules.startEveryMinutes, ...[...Object.values(rules.buffers), ...(roomsAround?.values() ?? [])].flatMap(({ beforeMinutes, afterMinutes }) => [beforeMinutes, afterMinutes])];
  const cellMinutes: CellMinutes = minutes.every((each) => each % 5 === 0) ? 5 : 1;
  return frameAround(within, cellMinutes);
}
