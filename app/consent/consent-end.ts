import { Temporal } from 'temporal-polyfill';

/** Dates `YYYY-MM-DD`; ranges half-open, as stored. */
export type SchoolYear = Readonly<{ from: string; until: string }>;

const SHORTEST_DAYS = 30;

/**
 * The first day on which consents signed today no longer hold: the end of the school year in which today lies, so that every family is asked
 * anew each year. With less than thirty days of it left, the end of the next one; where no year is known, a year from today. Never more than a
 * year and a half: a consent without a foreseeable end is none.
 */
export function consentEndsOn(today: string, years: readonly SchoolYear[]): string {
  const day = Temporal.PlainDate.from(today);
  const soonest = day.add({ days: SHORTEST_DAYS });
  const latest = day.add({ months: 18 });
  const ends = years
    .map((year) => Temporal.PlainDate.from(year.until))
    .filter((end) => Temporal.PlainDate.compare(end, soonest) >= 0 && Temporal.PlainDate.compare(end, latest) <= 0)
    .sort(Temporal.PlainDate.compare);
  return (ends[0] ?? day.add({ years: 1 })).toString();
}
