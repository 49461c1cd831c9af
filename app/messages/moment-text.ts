import { Temporal } from 'temporal-polyfill';

/** "Tuesday, December 1, 10:05 AM, Central Time": day, time and the zone's name, as the language writes them. `at` is an ISO instant. */
export function momentText(at: string, zone: string, locale: string): string {
  const { epochMilliseconds } = Temporal.Instant.from(at);
  const written = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(epochMilliseconds);
  const day = written({ weekday: 'long', month: 'long', day: 'numeric' });
  const time = written({ hour: 'numeric', minute: '2-digit' });
  return `${day}, ${time}, ${zoneName(epochMilliseconds, zone, locale)}`;
}

function zoneName(epochMilliseconds: number, zone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(epochMilliseconds);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
