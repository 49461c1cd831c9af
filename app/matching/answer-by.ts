import type { Temporal } from 'temporal-polyfill';
import { ANSWER_WORKING_DAYS } from './offer.ts';

/** When a therapist's answer is due: 17:00 in the zone, that many working days from now. Weekends do not count; the hour is theirs, so the clock change does not shorten it. */
export function answerBy(now: Temporal.Instant, zone: string): Temporal.Instant {
  let day = now.toZonedDateTimeISO(zone).toPlainDate();
  for (let left = ANSWER_WORKING_DAYS; left > 0;) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5) left -= 1;
  }
  return day.toZonedDateTime({ timeZone: zone, plainTime: '17:00' }).toInstant();
}
