import type { IntervalSet } from '../time/interval.ts';
import type { ResourceKind } from '../occupancy/resource-kind.ts';
import type { Buffer, TimeRefusal } from './booking-rules.ts';
import { and, cellsClearOf, cellsWithin, lowestClear, runsFrom, startsOfRuns, type CellFrame, type Cells } from './cells.ts';

/** Why a candidate is not a slot: the first that holds, in the order in which they were asked. */
export type SlotRefusal = TimeRefusal | `${Exclude<ResourceKind, 'room'>}-${'away' | 'taken'}` | 'rooms-closed' | 'rooms-taken';

/** The starts that one condition leaves, and what is said of the ones that it takes away. */
export type Condition = { readonly refusal: SlotRefusal; readonly starts: Cells };

/** A resource's time in a frame: the cells that are open to it (hours, windows) and the cells in which nothing takes it. */
export type ResourceCells = { readonly open: Cells | 'always'; readonly clear: Cells };

export function resourceCells(frame: CellFrame, { open, taken }: { open: IntervalSet | 'always'; taken: IntervalSet }): ResourceCells {
  return { open: open === 'always' ? 'always' : cellsWithin(frame, open), clear: cellsClearOf(frame, taken) };
}

/** Starts at which the visit with the resource's buffers is clear of what the resource is taken for. */
export function startsClear(frame: CellFrame, clear: Cells, lengthCells: number, buffer: Buffer): Cells {
  const before = (buffer.beforeMinutes * 60_000) / frame.cellMs;
  const after = (buffer.afterMinutes * 60_000) / frame.cellMs;
  return startsOfRuns(clear, before + lengthCells + after, before);
}

/** Starts at which the whole visit lies in the open time, and with the resource's buffers is clear of what the resource is taken for. */
export function startsFree(frame: CellFrame, { open, clear }: ResourceCells, lengthCells: number, buffer: Buffer): Cells {
  if (open === 'always') return startsClear(frame, clear, lengthCells, buffer);
  if (buffer.beforeMinutes > 0 || buffer.afterMinutes > 0) return and(startsOfRuns(open, lengthCells), startsClear(frame, clear, lengthCells, buffer));
  return startsInBoth(open, clear, lengthCells);
}

/** Starts of runs that are set in both, in one pass: what is asked of every therapist. */
export function startsInBoth(a: Cells, b: Cells, length: number, onlyAt?: Cells): Cells {
  const starts = new Uint32Array(a.length);
  let follow = 0;
  for (let word = a.length - 1; word >= 0; word--) {
    const bits = a[word]! & b[word]!;
    if (bits === 0) {
      follow = 0;
      continue;
    }
    starts[word] = onlyAt ? runsFrom(bits, length, follow) & onlyAt[word]! : runsFrom(bits, length, follow);
    follow = bits === -1 ? follow + 32 : lowestClear(bits);
  }
  return starts;
}
