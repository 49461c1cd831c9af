import { intersect, intervalSet, type Interval, type IntervalSet } from '../time/interval.ts';
import { daysWithin, opening } from '../time/zone.ts';

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

export type HoursProblem = 'ends-before-it-begins' | 'outside-the-day' | 'overlaps-another-line';

/** What is wrong with a line among its fellows, for the person who types it; the database refuses the same. */
export function hoursProblem(hours: readonly WeeklyHours[], index: number): HoursProblem | null {
  const line = hours[index];
  if (!line) return null;
  if (line.startMinute < 0 || line.endMinute > 1440) return 'outside-the-day';
  if (line.endMinute <= line.startMinute) return 'ends-before-it-begins';
  const overlapping = hours.some(
    (other, at) => at !== index && other.weekday === line.weekday && other.startMinute < line.endMinute && line.startMinute < other.endMinute,
  );
  return overlapping ? 'overlaps-another-line' : null;
}
