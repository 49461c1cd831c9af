import { intervalSet, nothing, subtract, union, type IntervalSet } from '../time/interval.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';
import { localDay, opening } from '../time/zone.ts';

/** A date on which the weekly hours do not hold; its own hours, or none. */
export type OwnDay = { readonly date: string; readonly zone: string; readonly lines: readonly Pick<WeeklyHours, 'startMinute' | 'endMinute'>[] };

/** Open time with these days taken out and opened by their own hours instead. */
export function withOwnDays(open: IntervalSet, days: readonly OwnDay[]): IntervalSet {
  if (days.length === 0) return open;
  const out = intervalSet(days.map(({ zone, date }) => localDay(zone, date)));
  const own = days.map(({ zone, date, lines }) => (lines.length === 0 ? nothing : union(...lines.map(({ startMinute, endMinute }) => opening(zone, date, startMinute, endMinute)))));
  return union(subtract(open, out), ...own);
}
