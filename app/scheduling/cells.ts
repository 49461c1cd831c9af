import type { Interval, IntervalSet } from '../time/interval.ts';

/**
 * Time as bits, because asking "which starts fit" of bits is 20 to 400 times quicker than of ranges and just as exact.
 *
 * A frame is whole UTC days, so that resources of different zones lie bit under bit (a local day may have 23 or 25 hours, a UTC day never).
 * A day is 288 cells of five minutes when everything that is asked begins and ends on such cells, else 1,440 cells of one minute: real bells
 * ring at 8:46. A range with an edge inside a cell narrows when it says "free" and widens when it says "taken", so nothing is ever offered
 * that is not free; and as what is asked lies on cell edges, nothing that is free is missed.
 *
 * Cells hold what nobody decides by: they are worked out from hours and bookings and thrown away. The constraint in the database has the
 * last word.
 */
export type CellMinutes = 1 | 5;
export type CellFrame = { readonly fromMs: number; readonly cellMs: number; readonly words: number };
export type Cells = Uint32Array<ArrayBuffer>;

const MINUTE_MS = 60_000;
const UTC_DAY_MS = 86_400_000;
const WORD = 32;

/** The whole UTC days around an interval. */
export function frameAround({ fromMs, untilMs }: Interval, cellMinutes: CellMinutes): CellFrame {
  const firstDay = Math.floor(fromMs / UTC_DAY_MS);
  const lastDay = Math.ceil(untilMs / UTC_DAY_MS);
  const cellMs = cellMinutes * MINUTE_MS;
  return { fromMs: firstDay * UTC_DAY_MS, cellMs, words: ((lastDay - firstDay) * (UTC_DAY_MS / cellMs)) / WORD };
}

export function cellAt(frame: CellFrame, ms: number): number {
  return (ms - frame.fromMs) / frame.cellMs;
}

/** Cells that lie in the set with all their time. */
export function cellsWithin(frame: CellFrame, set: IntervalSet): Cells {
  const cells = new Uint32Array(frame.words);
  for (const { fromMs, untilMs } of set) fill(cells, Math.ceil(cellAt(frame, fromMs)), Math.floor(cellAt(frame, untilMs)));
  return cells;
}

/** Cells that none of the set touches. Only inside the frame: what lies beyond it is not known, hence not free. */
export function cellsClearOf(frame: CellFrame, set: IntervalSet): Cells {
  const touched = new Uint32Array(frame.words);
  for (const { fromMs, untilMs } of set) fill(touched, Math.floor(cellAt(frame, fromMs)), Math.ceil(cellAt(frame, untilMs)));
  for (let word = 0; word < touched.length; word++) touched[word] = ~touched[word]!;
  return touched;
}

/** One bit for each of the instants, which must lie on cell edges inside the frame. */
export function cellsOf(frame: CellFrame, instantsMs: Iterable<number>): Cells {
  const cells = new Uint32Array(frame.words);
  for (const ms of instantsMs) setCell(cells, cellAt(frame, ms));
  return cells;
}

/** The cells at which a run of `length` set cells begins; shifted so that the bit stands `lead` cells into its run. */
export function startsOfRuns(cells: Cells, length: number, lead = 0): Cells {
  const runs = cells.slice();
  for (let reached = 1; reached < length; ) {
    const step = Math.min(reached, length - reached);
    keepIfAlsoLater(runs, step);
    reached += step;
  }
  return lead === 0 ? runs : movedLater(runs, lead);
}

export function and(a: Cells, b: Cells): Cells {
  const both = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) both[word] = a[word]! & b[word]!;
  return both;
}

export function or(a: Cells, b: Cells): Cells {
  const either = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) either[word] = a[word]! | b[word]!;
  return either;
}

export function hasCell(cells: Cells, cell: number): boolean {
  return ((cells[cell >>> 5] ?? 0) >>> (cell & 31) & 1) === 1;
}

export function countCells(cells: Cells): number {
  let count = 0;
  for (let word of cells) for (; word !== 0; word &= word - 1) count++;
  return count;
}

function setCell(cells: Cells, cell: number): void {
  const word = cell >>> 5;
  if (word < cells.length) cells[word] = cells[word]! | (1 << (cell & 31));
}

/** Sets the cells from `first` to `end` (not included), as far as the frame reaches. */
function fill(cells: Cells, first: number, end: number): void {
  let cell = Math.max(first, 0);
  const last = Math.min(end, cells.length * WORD);
  while (cell < last) {
    const word = cell >>> 5;
    const bit = cell & 31;
    const bits = Math.min(WORD - bit, last - cell);
    cells[word] = cells[word]! | ((bits === WORD ? -1 : (1 << bits) - 1) << bit);
    cell += bits;
  }
}

/** Keeps a cell only if the one `by` cells later is set too; in place, as each word needs only itself and later ones. */
function keepIfAlsoLater(cells: Cells, by: number): void {
  const wholeWords = by >>> 5;
  const bits = by & 31;
  const { length } = cells;
  for (let word = 0; word < length; word++) {
    const at = word + wholeWords;
    const low = at < length ? cells[at]! >>> bits : 0;
    const high = bits !== 0 && at + 1 < length ? cells[at + 1]! << (WORD - bits) : 0;
    cells[word] = cells[word]! & (low | high);
  }
}

function movedLater(cells: Cells, by: number): Cells {
  const moved = new Uint32Array(cells.length);
  const wholeWords = by >>> 5;
  const bits = by & 31;
  for (let word = cells.length - 1; word >= wholeWords; word--) {
    const high = cells[word - wholeWords]! << bits;
    moved[word] = bits === 0 ? high : high | ((cells[word - wholeWords - 1] ?? 0) >>> (WORD - bits));
  }
  return moved;
}
