import type { Interval } from '../time/interval.ts';
import { daysWithin, localDay, opening } from '../time/zone.ts';

/** A named stretch between two bells, in minutes after midnight on the school's clock. Lunch has bells too, but is the student's own. */
export type Period = { readonly name: string; readonly startMinute: number; readonly endMinute: number; readonly bookable: boolean };

/** A kind of school day with its own bells (regular, early release, day A) and the weekdays on which it holds, Monday 1 to Sunday 7. */
export type DayType = { readonly name: string; readonly weekdays: readonly number[]; readonly periods: readonly Period[] };

/** A school's bells from a date to the first date on which they no longer hold (null: without end). A weekday without a day type is no school day. */
export type BellSchedule = { readonly fromDate: string; readonly untilDate: string | null; readonly dayTypes: readonly DayType[] };

export type SchoolPeriod = Interval & { readonly name: string; readonly bookable: boolean };

/** A date on which school is held, its periods as instants in the order of the day. */
export type SchoolDay = { readonly date: string; readonly dayTypeName: string; readonly periods: readonly SchoolPeriod[] };

/** The bells of one date, or nothing when there is no school. */
export function schoolDayOn(bells: readonly BellSchedule[], zone: string, date: string): SchoolDay | null {
  const inForce = bells.find((one) => one.fromDate <= date && (one.untilDate === null || date < one.untilDate));
  const dayType = inForce?.dayTypes.find((one) => one.weekdays.includes(localDay(zone, date).weekday));
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
