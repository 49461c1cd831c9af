import type { IntervalSet } from '../time/interval.ts';
import type { Buffer, ResourceKind, TimeRefusal } from './booking-rules.ts';
import { and, cellsClearOf, cellsWithin, countCells, startsOfRuns, type CellFrame, type Cells } from './cells.ts';

/** Why a candidate is not a slot: the first that holds, in the order in which they were asked. */
export type SlotRefusal = TimeRefusal | `${Exclude<ResourceKind, 'room'>}-${'away' | 'taken'}` | 'rooms-closed' | 'rooms-taken';

/** The starts that one condition leaves, and what is said of the ones that it takes away. */
export type Condition = { readonly refusal: SlotRefusal; readonly starts: Cells };

/** Starts at which the whole visit lies in the open time. */
export function startsWithin(frame: CellFrame, open: IntervalSet, lengthCells: number): Cells {
  return startsOfRuns(cellsWithin(frame, open), lengthCells);
}

/** Starts at which the visit with the resource's buffers is clear of what the resource is taken for. */
export function startsClearOf(frame: CellFrame, taken: IntervalSet, lengthCells: number, buffer: Buffer): Cells {
  const before = (buffer.beforeMinutes * 60_000) / frame.cellMs;
  const after = (buffer.afterMinutes * 60_000) / frame.cellMs;
  return startsOfRuns(cellsClearOf(frame, taken), before + lengthCells + after, before);
}

/** Applies the conditions one after the other; `leftovers` counts the starts that each took away. */
export function narrow(starts: Cells, conditions: readonly Condition[], leftovers: Map<SlotRefusal, number>): Cells {
  let left = starts;
  let count = countCells(left);
  for (const { refusal, starts: possible } of conditions) {
    left = and(left, possible);
    const remaining = countCells(left);
    if (remaining < count) leftovers.set(refusal, (leftovers.get(refusal) ?? 0) + count - remaining);
    count = remaining;
  }
  return left;
}
