import { Temporal } from 'temporal-polyfill';
import { intervalSet, type Interval, type IntervalSet } from './interval.ts';

/**
 * The one place where wall time becomes an instant.
 *
 * The clock of a zone jumps: an hour comes twice in autumn, an hour never comes in spring. The rule here: **an opening narrows, a closure
 * widens.** An opening ("Mondays 09:00-12:00 I can") holds no instant whose wall time lies outside it; a closure ("Mondays 09:00-12:00 I
 * cannot") leaves out no instant whose wall time lies inside it. So nobody is booked at the wrong 01:30, and a doubt costs an hour at most.
 * PostgreSQL (`AT TIME ZONE`, later reading) and Temporal (`compatible`, earlier reading) differ by default, which is why no other file asks.
 *
 * Zones are IANA names, dates `YYYY-MM-DD`, weekdays ISO numbers (Monday 1 to Sunday 7), wall times minutes after midnight on the clock
 * (0-1440; 1440 is the end of the day).
 */
export type WallTime = { readonly date: string; readonly minute: number; readonly weekday: number };

/** A stretch of a local day in which the clock runs on without a jump; it shows `wallMinute` at its start. */
type EvenStretch = Interval & { readonly wallMinute: number };

/** A calendar day somewhere: 24 hours, or 23, 25, 23.5 or 24.5 when the clocks change. */
export type LocalDay = Interval & { readonly date: string; readonly weekday: number; readonly nextDate: string; readonly stretches: readonly EvenStretch[] };

const MINUTE_MS = 60_000;
const KEPT_DAYS = 20_000;
const days = new Map<string, LocalDay>();

/** The day `date` in `zone`, from its first instant to the first of the next day. Kept once worked out (the same answer always). */
export function localDay(zone: string, date: string): LocalDay {
  const key = `${zone} ${date}`;
  const kept = days.get(key);
  if (kept) return kept;
  if (days.size >= KEPT_DAYS) days.clear();
  const day = workOutDay(zone, date);
  days.set(key, day);
  return day;
}

function workOutDay(zone: string, date: string): LocalDay {
  const plainDate = Temporal.PlainDate.from(date);
  let at = plainDate.toZonedDateTime(zone);
  const fromMs = at.epochMilliseconds;
  const next = plainDate.add({ days: 1 });
  const untilMs = next.toZonedDateTime(zone).epochMilliseconds;
  const stretches: EvenStretch[] = [];
  for (;;) {
    const wallMinute = at.hour * 60 + at.minute + at.second / 60;
    const jump = at.getTimeZoneTransition('next');
    if (!jump || jump.epochMilliseconds >= untilMs) {
      stretches.push({ fromMs: at.epochMilliseconds, untilMs, wallMinute });
      return { date, weekday: plainDate.dayOfWeek, nextDate: next.toString(), fromMs, untilMs, stretches };
    }
    stretches.push({ fromMs: at.epochMilliseconds, untilMs: jump.epochMilliseconds, wallMinute });
    at = jump;
  }
}

/** The first instant of the day at which the clock shows `minute` or later. */
function firstReachedMs(day: LocalDay, minute: number): number {
  for (const { fromMs, untilMs, wallMinute } of day.stretches) {
    const reachedMs = Math.max(fromMs, fromMs + (minute - wallMinute) * MINUTE_MS);
    if (reachedMs < untilMs) return reachedMs;
  }
  return day.untilMs;
}

/** The instant from which on the clock shows nothing before `minute` for the rest of the day. */
function reachedForGoodMs(day: LocalDay, minute: number): number {
  for (const { fromMs, untilMs, wallMinute } of day.stretches.toReversed()) {
    if (wallMinute < minute) return Math.min(untilMs, fromMs + (minute - wallMinute) * MINUTE_MS);
  }
  return day.fromMs;
}

/** Real time of "from `startMinute` until `endMinute` is possible" on that day: narrowed, and nothing when the clock change leaves nothing. */
export function opening(zone: string, date: string, startMinute: number, endMinute: number): IntervalSet {
  const day = localDay(zone, date);
  return intervalSet([{ fromMs: reachedForGoodMs(day, startMinute), untilMs: firstReachedMs(day, endMinute) }]);
}

/** Real time of "from `startMinute` until `endMinute` is not possible" on that day: widened. */
export function closure(zone: string, date: string, startMinute: number, endMinute: number): IntervalSet {
  if (endMinute <= startMinute) return [];
  const day = localDay(zone, date);
  return intervalSet([{ fromMs: firstReachedMs(day, startMinute), untilMs: reachedForGoodMs(day, endMinute) }]);
}

/**
 * The instant that a calendar program means by a wall time (RFC 5545, 3.3.5): the first of the two when an hour comes twice, and as if the clock
 * had not jumped yet when it never comes. For times that other people's programs wrote; what is an opening or a closure here is read as above.
 * `minute` may have a fraction.
 */
export function writtenInstant(zone: string, date: string, minute: number): number {
  const { fromMs, stretches } = localDay(zone, date);
  let meantMs = fromMs + minute * MINUTE_MS;
  for (const stretch of stretches) {
    if (stretch.wallMinute > minute) continue;
    meantMs = stretch.fromMs + (minute - stretch.wallMinute) * MINUTE_MS;
    if (meantMs < stretch.untilMs) break;
  }
  return meantMs;
}

/** What calendar and clock on the wall show at an instant. */
export function wallTime(zone: string, ms: number): WallTime {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return { date: at.toPlainDate().toString(), minute: at.hour * 60 + at.minute, weekday: at.dayOfWeek };
}

/** The local day in which an instant lies. Quick for instants asked in order: the day last found is looked at first, then the next. */
export function dayOf(zone: string, ms: number): LocalDay {
  let day = lastFound.get(zone);
  if (day && ms >= day.untilMs) day = localDay(zone, day.nextDate);
  if (!day || ms < day.fromMs || ms >= day.untilMs) day = localDay(zone, wallTime(zone, ms).date);
  lastFound.set(zone, day);
  return day;
}
const lastFound = new Map<string, LocalDay>();

/** The calendar date that many days on; a calendar step, never a number of hours. */
export function addDays(date: string, dayCount: number): string {
  return Temporal.PlainDate.from(date).add({ days: dayCount }).toString();
}

/** The ISO weekday of a calendar date, Monday 1 to Sunday 7. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** How many calendar days `until` lies after `from`; negative when before. */
export function daysFrom(from: string, until: string): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** Every date from `from` to `last`, both included; none when `last` lies before. */
export function datesFrom(from: string, last: string): string[] {
  return Array.from({ length: Math.max(0, daysFrom(from, last) + 1) }, (_, n) => addDays(from, n));
}

/** Every local day that has any time in the interval, in order. */
export function daysWithin(zone: string, { fromMs, untilMs }: Interval): LocalDay[] {
  const found: LocalDay[] = [];
  if (untilMs <= fromMs) return found;
  for (let day = localDay(zone, wallTime(zone, fromMs).date); day.fromMs < untilMs; day = localDay(zone, day.nextDate)) found.push(day);
  return found;
}

/** Whether an IANA zone name can be used here. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
