/**
 * Values of time in iCalendar. A wall time is written as `wallMs`: epoch milliseconds that the same numbers on the clock would have in UTC, so
 * that steps on a calendar are plain arithmetic. It becomes an instant only by a zone (calendar-zone.ts).
 */
export type CalendarValue = { readonly kind: 'date'; readonly wallMs: number } | { readonly kind: 'time'; readonly wallMs: number; readonly utc: boolean };

/** A length: days on the calendar, and real milliseconds besides. */
export type CalendarDuration = { readonly days: number; readonly ms: number };

export const dayMs = 86_400_000;

/** The wall time of these numbers (month 1 to 12). Unlike `Date.UTC`, year 1 is year 1. Null when there is no such day or time. */
export function wallMsOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 24 || minute > 59 || second > 60) return null;
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, minute, Math.min(second, 59));
  return at.getTime();
}

export function daysInMonth(year: number, month: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month, 0);
  return at.getUTCDate();
}

/** Eight digits are a date and digits around a `T` are a time, whatever `VALUE` says (programs write either under the other's name). Null when neither. */
export function calendarValue(text: string): CalendarValue | null {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/i.exec(text.trim());
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map((digits) => Number(digits ?? 0));
  const wallMs = wallMsOf(year, month, day, hour, minute, second);
  if (wallMs === null) return null;
  return found[4] === undefined ? { kind: 'date', wallMs } : { kind: 'time', wallMs, utc: found[7] !== undefined };
}

/** `P1DT2H`, `PT50M`, `-P2W`; null when it is none. */
export function calendarDuration(text: string): CalendarDuration | null {
  const found = /^([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/i.exec(text.trim());
  if (!found || found.slice(2).every((part) => part === undefined)) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(2, 7).map((digits) => Number(digits ?? 0)) as [number, number, number, number, number];
  const sign = found[1] === '-' ? -1 : 1;
  return { days: sign * (weeks * 7 + days), ms: sign * ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

/** `+0100`, `-0330`, `+013015` as milliseconds ahead of UTC; null when it is none. */
export function utcOffsetMs(text: string): number | null {
  const found = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(text.trim());
  if (!found) return null;
  const ms = ((Number(found[2]) * 60 + Number(found[3])) * 60 + Number(found[4] ?? 0)) * 1000;
  return ms > dayMs ? null : found[1] === '-' ? -ms : ms;
}

/** The date of a wall time, `YYYY-MM-DD`; what lies beyond the year 9999 is its last day. */
export const dateOf = (wallMs: number): string => new Date(Math.min(wallMs, 253_402_300_799_999)).toISOString().slice(0, 10);
