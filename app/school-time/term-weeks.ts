import { addDays, datesFrom, weekdayOf } from '../time/zone.ts';
import type { ClosedFor, KeptDay } from './different-days.ts';
import { dayTypeOn, type BellSchedule, type DayKind } from './school-day.ts';

/**
 * What a date is at a glance. `closed` for a reason; `day` a school day of a kind; `unknown`: the calendar names a kind whose bells nobody knows,
 * so nothing can be booked; `none`: a weekday without school; `outside` the stretch that is shown.
 */
export type DayCell = { readonly date: string; readonly label: string; readonly different: boolean } & (
  | { readonly is: 'closed'; readonly closedFor: ClosedFor }
  | { readonly is: 'day'; readonly name: string; readonly kind: DayKind; readonly turn: boolean }
  | { readonly is: 'unknown'; readonly name: string }
  | { readonly is: 'none' | 'outside' }
);

/** A week from Monday on; a month is named above the week in which it begins. */
export type TermWeek = { readonly monday: string; readonly month: string | null; readonly days: readonly DayCell[] };

export function dayCell(bells: readonly BellSchedule[], kept: KeptDay | undefined, date: string): DayCell {
  const common = { date, label: kept?.label ?? '', different: kept !== undefined };
  if (kept?.closedFor) return { ...common, is: 'closed', closedFor: kept.closedFor };
  const dayType = dayTypeOn(bells, date);
  if (dayType) return { ...common, is: 'day', name: dayType.name, kind: dayType.kind ?? 'regular', turn: dayType.turn != null };
  return kept?.dayTypeName ? { ...common, is: 'unknown', name: kept.dayTypeName } : { ...common, is: 'none' };
}

/** Weeks of a stretch, Monday first. Saturday and Sunday are left out unless there is school on one of them. */
export function termWeeks(bells: readonly BellSchedule[], kept: readonly KeptDay[], { firstDay, lastDay }: { firstDay: string; lastDay: string }): { weeks: TermWeek[]; weekdays: number[] } {
  const byDate = new Map(kept.map((day) => [day.date, day]));
  const monday = addDays(firstDay, 1 - weekdayOf(firstDay));
  const sunday = addDays(lastDay, 7 - weekdayOf(lastDay));
  const cells = datesFrom(monday, sunday).map((date): DayCell => (date < firstDay || date > lastDay ? { date, label: '', different: false, is: 'outside' } : dayCell(bells, byDate.get(date), date)));
  const onWeekend = cells.some((cell) => weekdayOf(cell.date) > 5 && (cell.is === 'day' || cell.is === 'unknown'));
  const weekdays = onWeekend ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5];
  let named = '';
  const weeks = Array.from({ length: cells.length / 7 }, (_, n): TermWeek => {
    const days = cells.slice(n * 7, n * 7 + 7).filter((cell) => weekdays.includes(weekdayOf(cell.date)));
    const month = days.find((cell) => cell.is !== 'outside')?.date.slice(0, 7) ?? named;
    const begins = month !== named;
    named = month;
    return { monday: addDays(monday, n * 7), month: begins ? month : null, days };
  }).filter(({ days }) => days.some((cell) => cell.is !== 'outside'));
  return { weeks, weekdays };
}

/** How a stretch adds up: school days, and those that differ by what they are. */
export function termCounts(weeks: readonly TermWeek[]): { schoolDays: number; closed: number; special: number; unknown: number } {
  const days = weeks.flatMap((week) => week.days);
  return {
    schoolDays: days.filter((cell) => cell.is === 'day').length, closed: days.filter((cell) => cell.is === 'closed').length,
    special: days.filter((cell) => cell.is === 'day' && cell.kind !== 'regular').length, unknown: days.filter((cell) => cell.is === 'unknown').length,
  };
}
