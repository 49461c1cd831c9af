import { frameAround, type CellFrame, type CellMinutes, type Cells } from './cells.ts';
import type { ResourceCells } from './resource-starts.ts';

/**
 * What is known of one resource's time, UTC day by UTC day: a strip of cells with gaps. A strip is never changed, only replaced, so that who
 * reads one goes on with what they have while others take in what changed. Days are counted from the epoch; `untilDay` is not included.
 */
export type Strip = { readonly frame: CellFrame; readonly fromDay: number; readonly known: Uint8Array; readonly cells: ResourceCells };
export type Days = { readonly fromDay: number; readonly untilDay: number };

const DAY_MS = 86_400_000;
/** Days further apart are not kept in one strip. */
const WIDEST_DAYS = 800;

export const daysOf = (frame: CellFrame): Days => ({ fromDay: frame.fromMs / DAY_MS, untilDay: frame.fromMs / DAY_MS + daysIn(frame) });
export const frameOfDays = ({ fromDay, untilDay }: Days, cellMinutes: CellMinutes): CellFrame => frameAround({ fromMs: fromDay * DAY_MS, untilMs: untilDay * DAY_MS }, cellMinutes);
const wordsADay = (frame: CellFrame) => DAY_MS / frame.cellMs / 32;
const daysIn = (frame: CellFrame) => frame.words / wordsADay(frame);

/** The part that was asked for last, so that the same question finds the same cells, and what was worked out from them. */
const lastPart = new WeakMap<Strip, { frame: CellFrame; cells: ResourceCells }>();

/** The days of the frame that the strip does not know, from the first to the last of them; null when it knows all. */
export function unknownDays(strip: Strip | undefined, frame: CellFrame): Days | null {
  const { fromDay, untilDay } = daysOf(frame);
  if (!strip) return fromDay < untilDay ? { fromDay, untilDay } : null;
  let [first, last] = [-1, -1];
  for (let day = fromDay; day < untilDay; day++) {
    if (strip.known[day - strip.fromDay] === 1) continue;
    if (first < 0) first = day;
    last = day;
  }
  return first < 0 ? null : { fromDay: first, untilDay: last + 1 };
}

/** The cells of the frame, all of whose days the strip must know. */
export function cellsFrom(strip: Strip, frame: CellFrame): ResourceCells {
  if (strip.frame.fromMs === frame.fromMs && strip.frame.words === frame.words) return strip.cells;
  const last = lastPart.get(strip);
  if (last && last.frame.fromMs === frame.fromMs && last.frame.words === frame.words) return last.cells;
  const first = ((frame.fromMs - strip.frame.fromMs) / DAY_MS) * wordsADay(frame);
  const part = (cells: Cells) => cells.subarray(first, first + frame.words);
  const cells: ResourceCells = { open: strip.cells.open === 'always' ? 'always' : part(strip.cells.open), clear: part(strip.cells.clear) };
  lastPart.set(strip, { frame, cells });
  return cells;
}

/** The strip with a frame more; what it knew of those days is replaced. */
export function withCells(strip: Strip | undefined, frame: CellFrame, cells: ResourceCells): Strip {
  const added = daysOf(frame);
  if (!strip || (strip.cells.open === 'always') !== (cells.open === 'always')) return newStrip(frame, cells);
  const fromDay = Math.min(strip.fromDay, added.fromDay);
  const untilDay = Math.max(strip.fromDay + strip.known.length, added.untilDay);
  if (untilDay - fromDay > WIDEST_DAYS) return newStrip(frame, cells);
  const whole: CellFrame = { fromMs: fromDay * DAY_MS, cellMs: frame.cellMs, words: (untilDay - fromDay) * wordsADay(frame) };
  const known = new Uint8Array(untilDay - fromDay);
  known.set(strip.known, strip.fromDay - fromDay);
  known.fill(1, added.fromDay - fromDay, added.untilDay - fromDay);
  const joined = (old: Cells, fresh: Cells) => {
    const all = new Uint32Array(whole.words);
    all.set(old, (strip.fromDay - fromDay) * wordsADay(frame));
    all.set(fresh, (added.fromDay - fromDay) * wordsADay(frame));
    return all;
  };
  const open = strip.cells.open === 'always' || cells.open === 'always' ? 'always' : joined(strip.cells.open, cells.open);
  return { frame: whole, fromDay, known, cells: { open, clear: joined(strip.cells.clear, cells.clear) } };
}

/** The strip without what it knew of those days; undefined when nothing is left. */
export function withoutDays(strip: Strip, { fromDay, untilDay }: Days): Strip | undefined {
  const known = strip.known.slice();
  known.fill(0, Math.max(0, fromDay - strip.fromDay), Math.max(0, untilDay - strip.fromDay));
  return known.includes(1) ? { ...strip, known } : undefined;
}

export function bytesOf({ known, cells }: Strip): number {
  return known.byteLength + cells.clear.byteLength + (cells.open === 'always' ? 0 : cells.open.byteLength);
}

function newStrip(frame: CellFrame, cells: ResourceCells): Strip {
  const { fromDay } = daysOf(frame);
  return { frame, fromDay, known: new Uint8Array(daysIn(frame)).fill(1), cells };
}
