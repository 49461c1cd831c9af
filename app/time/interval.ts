/**
 * A stretch of real time, half-open: `fromMs` belongs to it, `untilMs` does not. Both are epoch milliseconds. Two visits that touch do not
 * overlap, and a day split at any point has no minute counted twice.
 */
export type Interval = { readonly fromMs: number; readonly untilMs: number };

/**
 * Stretches of time as a set: sorted, none empty, none touching or overlapping its neighbour. Made by `intervalSet` and the operations below
 * only, which rely on that shape and keep it.
 */
export type IntervalSet = readonly Interval[];

export const nothing: IntervalSet = [];

/** Sorts, drops what is empty or runs backwards, and joins what touches. */
export function intervalSet(intervals: Iterable<Interval>): IntervalSet {
  const sorted = [...intervals].filter((interval) => interval.untilMs > interval.fromMs).sort((a, b) => a.fromMs - b.fromMs);
  const joined: { fromMs: number; untilMs: number }[] = [];
  for (const { fromMs, untilMs } of sorted) {
    const last = joined.at(-1);
    if (last && fromMs <= last.untilMs) last.untilMs = Math.max(last.untilMs, untilMs);
    else joined.push({ fromMs, untilMs });
  }
  return joined;
}

/** Time that lies in any of the sets. */
export function union(...sets: readonly IntervalSet[]): IntervalSet {
  return intervalSet(sets.flat());
}

/** Time that lies in both sets. */
export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  const common: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let x = a[i], y = b[j]; x && y; x = a[i], y = b[j]) {
    const fromMs = Math.max(x.fromMs, y.fromMs);
    const untilMs = Math.min(x.untilMs, y.untilMs);
    if (fromMs < untilMs) common.push({ fromMs, untilMs });
    if (x.untilMs < y.untilMs) i++;
    else j++;
  }
  return common;
}

/** Time of the first set that lies in none of the second. */
export function subtract(from: IntervalSet, taken: IntervalSet): IntervalSet {
  const left: Interval[] = [];
  let j = 0;
  for (const { fromMs, untilMs } of from) {
    let cursorMs = fromMs;
    for (let hole = taken[j]; hole && hole.fromMs < untilMs; hole = taken[j]) {
      if (hole.fromMs > cursorMs) left.push({ fromMs: cursorMs, untilMs: hole.fromMs });
      cursorMs = Math.max(cursorMs, hole.untilMs);
      if (hole.untilMs > untilMs) break;
      j++;
    }
    if (cursorMs < untilMs) left.push({ fromMs: cursorMs, untilMs });
  }
  return left;
}

/** The interval with real minutes (never wall-clock minutes) added before and after it. */
export function widen(interval: Interval, beforeMinutes: number, afterMinutes: number): Interval {
  return { fromMs: interval.fromMs - beforeMinutes * 60_000, untilMs: interval.untilMs + afterMinutes * 60_000 };
}
