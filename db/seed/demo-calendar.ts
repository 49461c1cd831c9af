import type { Temporal } from 'temporal-polyfill';

/** The zone of the demo's schools. */
export const demoZone = 'America/New_York';

/** The calendar year in which the school year of a day began: it turns over on 1 August. */
export function schoolYearOf(day: Temporal.PlainDate): number {
  return day.month >= 8 ? day.year : day.year - 1;
}

/** Nothing that a demo tells of or books lies further from its day. */
const REACH_DAYS = 60;

/** The school years in which something of the demo happens, first and last: told weeks back, and booked weeks ahead. */
export function schoolYearsAround(today: Temporal.PlainDate): { first: number; last: number } {
  return { first: schoolYearOf(today.subtract({ days: REACH_DAYS })), last: schoolYearOf(today.add({ days: REACH_DAYS })) };
}

/**
 * The school year whose last day (11 June) lies far enough ahead: in spring and summer the next one. Families are asked anew each year; a demo
 * begun in June would else have nobody left who may be seen.
 */
export function openSchoolYear(today: Temporal.PlainDate): number {
  const reach = today.add({ days: REACH_DAYS });
  return reach.month > 6 || (reach.month === 6 && reach.day > 11) ? reach.year : reach.year - 1;
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
