import type { CellFrame, Cells } from './cells.ts';
import { lowestClear, runsFrom } from './cells.ts';
import type { ResourceCells } from './resource-starts.ts';

/** Starts that may be asked for, the same for everybody, with the stretches of words that have any (and what a visit reaches into after them). */
export type AllowedStarts = { readonly frame: CellFrame; readonly lengthCells: number; readonly cells: Cells; readonly spans: readonly (readonly [firstWord: number, endWord: number])[] };

export function allowedStarts(frame: CellFrame, lengthCells: number, cells: Cells): AllowedStarts {
  const reach = Math.ceil(lengthCells / 32);
  const spans: [number, number][] = [];
  for (let word = 0; word < cells.length; word++) {
    if (cells[word] === 0) continue;
    const last = spans.at(-1);
    const end = Math.min(cells.length, word + 1 + reach);
    if (last && word <= last[1]) last[1] = end;
    else spans.push([word, end]);
  }
  return { frame, lengthCells, cells, spans };
}

/**
 * The allowed starts at which one person is free for the whole visit, without buffers: epoch seconds, in order. One pass over the words that
 * matter, as it is asked of everybody at once.
 */
export function startSecondsOf({ open, clear }: ResourceCells, { frame, lengthCells, cells, spans }: AllowedStarts): number[] {
  const found: number[] = [];
  const fromS = frame.fromMs / 1000;
  const cellS = frame.cellMs / 1000;
  for (let span = spans.length - 1; span >= 0; span--) {
    const [first, end] = spans[span]!;
    let follow = 0;
    for (let word = end - 1; word >= first; word--) {
      const bits = open === 'always' ? clear[word]! | 0 : open[word]! & clear[word]!;
      if (bits === 0) {
        follow = 0;
        continue;
      }
      let starts = cells[word] === 0 ? 0 : runsFrom(bits, lengthCells, follow) & cells[word]!;
      follow = bits === -1 ? follow + 32 : lowestClear(bits);
      while (starts !== 0) {
        const top = 31 - Math.clz32(starts);
        found.push(fromS + (word * 32 + top) * cellS);
        starts &= ~(1 << top);
      }
    }
  }
  return found.reverse();
}
