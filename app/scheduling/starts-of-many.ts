import { lowestClear, runsFrom, type CellFrame, type Cells } from './cells.ts';
import type { ResourceCells } from './resource-starts.ts';

/** Starts that may be asked for, the same for everybody. */
export type AllowedStarts = { readonly frame: CellFrame; readonly lengthCells: number; readonly cells: Cells };

/** The words of somebody's free cells that are not empty, and where they stand: most of a week is night or booked. */
type FreeWords = { readonly at: Uint32Array; readonly bits: Int32Array };

/** Worked out once for cells that are kept; whoever drops the cells drops this. */
const kept = new WeakMap<ResourceCells, FreeWords>();

/**
 * The allowed starts at which one person is free for the whole visit, without buffers: epoch seconds, in order. One pass over the words that
 * are not empty, as it is asked of everybody at once.
 */
export function startSecondsOf(person: ResourceCells, { frame, lengthCells, cells: allowed }: AllowedStarts): number[] {
  const { at, bits } = freeWords(person);
  const found: number[] = [];
  const fromS = frame.fromMs / 1000;
  const cellS = frame.cellMs / 1000;
  const wordS = cellS * 32;
  for (let n = 0; n < at.length; n++) {
    const word = at[n]!;
    const possible = allowed[word]! | 0;
    if (possible === 0) continue;
    const free = bits[n]!;
    let starts = runsFrom(free, lengthCells, free < 0 ? following(at, bits, n) : 0) & possible;
    while (starts !== 0) {
      const lowest = starts & -starts;
      found.push(fromS + word * wordS + (31 - Math.clz32(lowest)) * cellS);
      starts ^= lowest;
    }
  }
  return found;
}

/** How many free cells follow a word without a gap. */
function following(at: Uint32Array, bits: Int32Array, n: number): number {
  let cells = 0;
  for (let next = n + 1; next < at.length && at[next] === at[n]! + next - n; next++) {
    if (bits[next] !== -1) return cells + lowestClear(bits[next]!);
    cells += 32;
  }
  return cells;
}

function freeWords(person: ResourceCells): FreeWords {
  const known = kept.get(person);
  if (known) return known;
  const { open, clear } = person;
  const at: number[] = [];
  const bits: number[] = [];
  for (let word = 0; word < clear.length; word++) {
    const free = open === 'always' ? clear[word]! | 0 : open[word]! & clear[word]!;
    if (free === 0) continue;
    at.push(word);
    bits.push(free);
  }
  const words = { at: Uint32Array.from(at), bits: Int32Array.from(bits) };
  kept.set(person, words);
  return words;
}
