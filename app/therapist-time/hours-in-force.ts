import type { WeeklyHours } from '../time/weekly-hours.ts';

type Dated = WeeklyHours & { readonly zone: string; readonly fromDate: string | null; readonly untilDate: string | null };

/** Weekly hours that hold from a date on, until the next change. Without lines: none from then on. */
export type HoursFrom = { readonly fromDate: string; readonly zone: string; readonly lines: readonly WeeklyHours[] };

/** The lines that hold on a date. */
export function hoursOn(hours: readonly Dated[], date: string): Dated[] {
  return hours.filter(({ fromDate, untilDate }) => (fromDate === null || fromDate <= date) && (untilDate === null || date < untilDate));
}

/** What changes after a date, in order: each date on which a line begins or ends, with what holds from then on. */
export function changesAfter(hours: readonly Dated[], date: string): HoursFrom[] {
  const dates = new Set(hours.flatMap(({ fromDate, untilDate }) => [fromDate, untilDate]).filter((on): on is string => on !== null && on > date));
  return [...dates].sort().map((fromDate) => {
    const lines = hoursOn(hours, fromDate);
    return { fromDate, zone: lines[0]?.zone ?? hours[0]?.zone ?? 'UTC', lines: lines.map(({ weekday, startMinute, endMinute }) => ({ weekday, startMinute, endMinute })) };
  });
}
