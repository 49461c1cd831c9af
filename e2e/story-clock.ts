import { Temporal } from 'temporal-polyfill';

/** The Sunday evening on which a journey begins, whatever day it really is: the next one, at half past nine on the east coast. */
export function sundayNight(realNow: string): Temporal.ZonedDateTime {
  const now = Temporal.Instant.from(realNow).toZonedDateTimeISO('America/New_York');
  return now.add({ days: 7 - (now.dayOfWeek % 7) }).with({ hour: 21, minute: 30, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
}

/** The calendar year in which the school year of a day began. */
export function schoolYearOf(day: Temporal.ZonedDateTime): number {
  return day.month >= 8 ? day.year : day.year - 1;
}
