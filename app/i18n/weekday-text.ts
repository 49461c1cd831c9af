import { localeOf } from './languages.ts';

/** A Monday, so that ISO weekday 1 falls on it. */
const MONDAY_MS = Date.UTC(2026, 10, 23);
const DAY_MS = 86_400_000;

/** The name of an ISO weekday (Monday 1 to Sunday 7): "Monday", or "Mon" when short. */
export function weekdayText(weekday: number, language: string, form: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(localeOf(language), { weekday: form, timeZone: 'UTC' }).format(new Date(MONDAY_MS + (weekday - 1) * DAY_MS));
}
