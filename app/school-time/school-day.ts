import type { Interval } from '../time/interval.ts';
import { daysFrom, daysWithin, opening, weekdayOf } from '../time/zone.ts';

/** A named stretch between two bells, in minutes after midnight on the school's clock. Lunch has bells too, but is the student's own. */
export type Period = { readonly name: string; readonly startMinute: number; readonly endMinute: number; readonly bookable: boolean };

/** What a kind of day is to people. It decides how a calendar shows it, never what can be booked. */
export const dayKinds = ['regular', 'early_release', 'late_start', 'testing', 'other'] as const;
export type DayKind = (typeof dayKinds)[number];

/**
 * A kind of school day with its own bells (regular, early release, day A) and the weekdays on which it holds, Monday 1 to Sunday 7. Kinds with a
 * `turn` hold one after the other on the weekdays of any of them: A, B, A, B.
 */
export type DayType = { readonly name: string; readonly weekdays: readonly number[]; readonly periods: readonly Period[]; readonly kind?: DayKind; readonly turn?: number | null };

/**
 * A date that is not as its weekday or its turn says: closed (no `dayTypeName`), or with the bells of the kind of day of that name. Bells that
 * know no such kind have no open period on it. `skipsTurn`: what would have been A today is A on the next day; otherwise its turn is lost.
 */
export type DifferentDay = { readonly date: string; readonly dayTypeName: string | null; readonly skipsTurn: boolean };

/** A school's bells from a date to the first date on which they no longer hold (null: without end). A weekday without a day type is no school day. */
export type BellSchedule = { readonly fromDate: string; readonly untilDate: string | null; readonly dayTypes: readonly DayType[]; readonly days?: readonly DifferentDay[] };

export type SchoolPeriod = Interval & { readonly name: string; readonly bookable: boolean };

/** A date on which school is held, its periods as instants in the order of the day. */
export type SchoolDay = { readonly date: string; readonly dayTypeName: string; readonly periods: readonly SchoolPeriod[] };

/** The bells that hold on a date. */
export function bellsInForce<Bells extends BellSchedule>(bells: readonly Bells[], date: string): Bells | undefined {
  return bells.find((one) => one.fromDate <= date && (one.untilDate === null || date < one.untilDate));
}

/**
 * What day it is: the kind of day of one date, or nothing when there is no school. The date's own entry goes first, then the kind that holds on its
 * weekday, then whose turn it is: turns are counted from the first day of the bells, on rotating weekdays, without the days that skip theirs.
 * The database decides the same (`gate.day_type_on`).
 */
export function dayTypeOn<Bells extends BellSchedule>(bells: readonly Bells[], date: string): Bells['dayTypes'][number] | null {
  const inForce = bellsInForce(bells, date);
  if (!inForce) return null;
  const different = inForce.days?.find((day) => day.date === date);
  if (different) return inForce.dayTypes.find((one) => one.name === different.dayTypeName) ?? null;
  const weekday = weekdayOf(date);
  const fixed = inForce.dayTypes.filter((one) => one.turn == null && one.weekdays.includes(weekday));
  return fixed.toSorted((a, b) => (a.name < b.name ? -1 : 1))[0] ?? onTurn(inForce, date, weekday);
}

function onTurn({ fromDate, dayTypes, days = [] }: BellSchedule, date: string, weekday: number): DayType | null {
  const kinds = dayTypes.filter((one) => one.turn != null).toSorted((a, b) => (a.turn ?? 0) - (b.turn ?? 0));
  const rotating = new Set(kinds.flatMap((one) => one.weekdays));
  if (!rotating.has(weekday)) return null;
  const elapsed = daysFrom(fromDate, date);
  const first = weekdayOf(fromDate);
  const dates = [...rotating].reduce((sum, each) => sum + Math.floor((elapsed - ((each - first + 7) % 7) + 6) / 7), 0);
  const skipped = days.filter((day) => day.skipsTurn && day.date >= fromDate && day.date < date && rotating.has(weekdayOf(day.date))).length;
  return kinds[(dates - skipped) % kinds.length] ?? null;
}

/** The bells of one date, or nothing when there is no school. */
export function schoolDayOn(bells: readonly BellSchedule[], zone: string, date: string): SchoolDay | null {
  const dayType = dayTypeOn(bells, date);
  if (!dayType) return null;
  const periods = dayType.periods.flatMap(({ name, bookable, startMinute, endMinute }) =>
    opening(zone, date, startMinute, endMinute).map((interval): SchoolPeriod => ({ ...interval, name, bookable })),
  );
  return { date, dayTypeName: dayType.name, periods: periods.sort((a, b) => a.fromMs - b.fromMs) };
}

/** Every school day that has time in the interval. */
export function schoolDays(bells: readonly BellSchedule[], zone: string, within: Interval): SchoolDay[] {
  return daysWithin(zone, within).flatMap(({ date }) => schoolDayOn(bells, zone, date) ?? []);
}

export type PeriodProblem = 'ends-before-it-begins' | 'outside-the-day' | 'overlaps-another-period' | 'name-taken' | 'name-missing';

/** What is wrong with a period among its fellows of one day type, for the person who types it; the database refuses the same. */
export function periodProblem(periods: readonly Period[], index: number): PeriodProblem | null {
  const period = periods[index];
  if (!period) return null;
  const others = periods.filter((_, at) => at !== index);
  if (period.name.trim() === '') return 'name-missing';
  if (others.some((other) => other.name.trim().toLowerCase() === period.name.trim().toLowerCase())) return 'name-taken';
  if (period.startMinute < 0 || period.endMinute > 1440) return 'outside-the-day';
  if (period.endMinute <= period.startMinute) return 'ends-before-it-begins';
  const overlapping = others.some((other) => other.startMinute < period.endMinute && period.startMinute < other.endMinute);
  return overlapping ? 'overlaps-another-period' : null;
}
