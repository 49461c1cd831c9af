import { widen, type Interval } from '../time/interval.ts';

/** The waiting room opens so long before the planned start … */
export const opensBeforeMinutes = 15;
/** … and the visit may go on so long after the planned end. The database holds the same numbers (`a_visit_opens_in_its_window`). */
export const closesAfterMinutes = 30;

export type WindowState = 'early' | 'open' | 'over';

/** When the doors of a visit are open: codes and links work then, and people can wait or be in the visit. */
export function doorsOf(planned: Interval): Interval {
  return widen(planned, opensBeforeMinutes, closesAfterMinutes);
}

/** Whether one may come now. */
export function windowState(planned: Interval, nowMs: number): WindowState {
  const doors = doorsOf(planned);
  if (nowMs < doors.fromMs) return 'early';
  return nowMs < doors.untilMs ? 'open' : 'over';
}
