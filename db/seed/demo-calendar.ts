import type { Temporal } from 'temporal-polyfill';

/** The zone of the demo's schools. */
export const demoZone = 'America/New_York';

/** The calendar year in which the school year of a day began: it turns over on 1 August. */
export function schoolYearOf(day: Temporal.PlainDate): number {
  return day.month >= 8 ? day.year : day.year - 1;
}

/** The school years in which something of the demo happens: told weeks back, and booked weeks ahead. */
export function schoolYearsAround(today: Temporal.PlainDate): number[] {
  const years = [-60, 0, 60].map((days) => schoolYearOf(today.add({ days })));
  return [...new Set(years)];
}

/**
 * The day that lies so many school days (Monday to Friday) before `today`; 1 is the last one that is over. On a weekend Friday is 1, so that a
 * demo begun on a Sunday tells of last week just as one begun on a Tuesday does. Summer holidays do not count as holidays: the demo's
 * school is open whenever somebody wants to see it.
 */
export function schoolDaysBefore(today: Temporal.PlainDate, back: number): Temporal.PlainDate {
  if (back < 1) throw new RangeError('what a demo tells of lies before today');
  let day = today;
  for (let left = back; left > 0; left -= day.dayOfWeek <= 5 ? 1 : 0) day = day.subtract({ days: 1 });
  return day;
}

/** The instant at which it is `time` (HH:MM) in the demo's zone on a day. In the hour that the clocks skip, the one after. */
export function momentOn(day: Temporal.PlainDate, time: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: demoZone, plainTime: time }).toInstant();
}
