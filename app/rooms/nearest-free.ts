import { intervalSet, subtract, type Interval, type IntervalSet } from '../time/interval.ts';
import type { Pauses } from './pauses.ts';

const STEP_MS = 5 * 60_000;

/**
 * The free times of a room nearest to the one that was wanted, as long as it, the nearest first; one of each free stretch, on round five minutes.
 *
 * @param open when the room may be used and one may still ask for it
 * @param taken what it is blocked for
 */
export function nearestFree({ open, taken, pauses, wanted, count }: { open: IntervalSet; taken: IntervalSet; pauses: Pauses; wanted: Interval; count: number }): Interval[] {
  const lengthMs = wanted.untilMs - wanted.fromMs;
  // What is blocked keeps its distance by this room's own minutes: after one's own time, and before.
  const kept = intervalSet(taken.map(({ fromMs, untilMs }) => ({ fromMs: fromMs - pauses.afterMinutes * 60_000, untilMs: untilMs + pauses.beforeMinutes * 60_000 })));
  const found = subtract(open, kept).flatMap(({ fromMs, untilMs }) => {
    const [first, last] = [Math.ceil(fromMs / STEP_MS) * STEP_MS, Math.floor((untilMs - lengthMs) / STEP_MS) * STEP_MS];
    if (last < first) return [];
    const startMs = Math.min(Math.max(wanted.fromMs, first), last);
    return [{ fromMs: startMs, untilMs: startMs + lengthMs }];
  });
  const distance = ({ fromMs }: Interval) => Math.abs(fromMs - wanted.fromMs);
  return found.toSorted((a, b) => distance(a) - distance(b) || a.fromMs - b.fromMs).slice(0, count);
}
