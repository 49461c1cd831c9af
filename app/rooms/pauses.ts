import { widen, type Interval } from '../time/interval.ts';

/** Minutes that a room needs before and after whatever takes it: real time, part of what is blocked. */
export type Pauses = { readonly beforeMinutes: number; readonly afterMinutes: number };

export const samePauses = (a: Pauses, b: Pauses): boolean => a.beforeMinutes === b.beforeMinutes && a.afterMinutes === b.afterMinutes;

/** What a room is blocked for while something takes place in it. The database stores the same (`gate.room_brings_its_own_time`). */
export function blockedInRoom(during: Interval, { beforeMinutes, afterMinutes }: Pauses): Interval {
  return widen(during, beforeMinutes, afterMinutes);
}

/**
 * What stands too close to its neighbour for these pauses: of each such pair the later, which would have to move. It keeps the time that there
 * is; nothing comes to lie over anything else.
 *
 * @param taken what takes one room, none over another
 */
export function tooClose<T extends Interval>(taken: readonly T[], pauses: Pauses): T[] {
  const inOrder = taken.toSorted((a, b) => a.fromMs - b.fromMs);
  return inOrder.filter((one, at) => at > 0 && one.fromMs - inOrder[at - 1]!.untilMs < (pauses.beforeMinutes + pauses.afterMinutes) * 60_000);
}
