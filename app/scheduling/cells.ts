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

/** The cells at multiples of the step, counted from the epoch. */
export function roundCells(frame: CellFrame, stepMinutes: number): Cells {
  const stepMs = stepMinutes * MINUTE_MS;
  const cells = new Uint32Array(frame.words);
  const untilMs = frame.fromMs + frame.words * WORD * frame.cellMs;
  for (let ms = Math.ceil(frame.fromMs / stepMs) * stepMs; ms < untilMs; ms += stepMs) {
    if (ms % frame.cellMs === 0) setCell(cells, cellAt(frame, ms));
  }
  return cells;
}

/** The cells at which a run of `length` set cells begins; shifted so that the bit stands `lead` cells into its run. */
export function startsOfRuns(cells: Cells, length: number, lead = 0): Cells {
  const runs = new Uint32Array(cells.length);
  let follow = 0;
  for (let word = cells.length - 1; word >= 0; word--) {
    const bits = cells[word]! | 0;
    if (bits === 0) {
      follow = 0;
      continue;
    }
    runs[word] = runsFrom(bits, length, follow);
    follow = bits === -1 ? follow + WORD : lowestClear(bits);
  }
  return lead === 0 ? runs : movedLater(runs, lead);
}

/** The bits of one word at which a run begins, when `follow` set cells come after the word. */
export function runsFrom(bits: number, length: number, follow: number): number {
  let runs = length <= WORD ? bits : 0;
  for (let reached = 1; reached < length && runs !== 0; ) {
    const step = Math.min(reached, length - reached);
    runs &= runs >>> step;
    reached += step;
  }
  // Runs that leave the word begin among the set bits at its end, where enough cells follow.
  const most = Math.min(Math.clz32(~bits), length - 1);
  const least = Math.max(1, length - follow);
  return least > most ? runs : runs | ((-1 << (WORD - most)) & (least === 1 ? -1 : ~(-1 << (WORD - least + 1))));
}

/** How many bits are set from the lowest on without a gap; the word is not full. */
export function lowestClear(bits: number): number {
  const clear = ~bits;
  return 31 - Math.clz32(clear & -clear);
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

/** How many bits of a word are set. */
export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The set cells in order. */
export function cellsIn(cells: Cells): number[] {
  const found: number[] = [];
  for (let word = 0; word < cells.length; word++) {
    for (let bits = cells[word]! | 0; bits !== 0; bits &= bits - 1) found.push(word * WORD + 31 - Math.clz32(bits & -bits));
  }
  return found;
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
