import { intersect, intervalSet, type Interval, type IntervalSet } from './interval.ts';
import { daysWithin, opening } from './zone.ts';

/**
 * One line of a weekly rule: on this weekday (Monday 1 to Sunday 7), from `startMinute` until `endMinute` after midnight on the wall clock.
 * A therapist's hours, a private room's hours and a guardian's windows are such lines; hours past midnight are two lines.
 */
export type WeeklyHours = { readonly weekday: number; readonly startMinute: number; readonly endMinute: number };

/** The real time in `within` that the weekly hours open, worked out day by day on the clock of `zone`. */
export function openTime(hours: readonly WeeklyHours[], zone: string, within: Interval): IntervalSet {
  const opened: Interval[] = [];
  for (const { date, weekday } of daysWithin(zone, within)) {
    for (const line of hours) {
      if (line.weekday === weekday) opened.push(...opening(zone, date, line.startMinute, line.endMinute));
    }
  }
  return intersect(intervalSet(opened), [within]);
}

/** The same hours with lines of one weekday that touch or overlap joined, Monday first: kept like this, a visit always fits into one line. */
export function joinedHours(hours: readonly WeeklyHours[]): WeeklyHours[] {
  const joined: WeeklyHours[] = [];
  for (const line of hours.toSorted((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute)) {
    const last = joined.at(-1);
    if (last && last.weekday === line.weekday && line.startMinute <= last.endMinute) joined[joined.length - 1] = { ...last, endMinute: Math.max(last.endMinute, line.endMinute) };
    else joined.push(line);
  }
  return joined;
}
