import { dayMs, daysInMonth, wallMsOf } from './calendar-value.ts';
import type { Frequency, RecurrenceRule } from './recurrence-rule.ts';
import { calendarDay, dayFits, withFirstDay, type CalendarDay } from './rule-days.ts';

/** What is left to spend on one file: a day or time that is looked at costs a step, one that is kept fifty, so that no rule, however mean, keeps a reader busy for long. */
export type Budget = { steps: number };

/** Starts as wall times, in order. `cutShort` says that the budget ended first and more may follow. */
export type Recurrences = { readonly starts: readonly number[]; readonly cutShort: boolean };

const unitMs: Partial<Record<Frequency, number>> = { SECONDLY: 1000, MINUTELY: 60_000, HOURLY: 3_600_000, DAILY: dayMs, WEEKLY: 7 * dayMs };

/**
 * When a rule that begins at `firstMs` recurs, from `fromMs` to before `untilMs` (all wall times). `isOver` says that the rule's UNTIL is
 * passed. COUNT counts what the rule produces, before anything is taken out. A rule without COUNT begins near the window, however old it is.
 */
export function recurrences(written: RecurrenceRule, firstMs: number, window: { fromMs: number; untilMs: number }, isOver: (wallMs: number) => boolean, budget: Budget): Recurrences {
  const first = calendarDay(firstMs);
  const rule = withFirstDay(written, first);
  const periods = periodsOf(rule, first, firstMs);
  const starts: number[] = [];
  let produced = 0;
  for (let at = rule.count === null ? periods.before(window.fromMs) : 0; ; at++) {
    const periodMs = periods.start(at);
    if (!(periodMs < window.untilMs)) return { starts, cutShort: false };
    const found = inPeriod(rule, periodMs, firstMs, budget);
    if (budget.steps <= 0) return { starts, cutShort: true };
    if (found === null) {
      at = Math.max(at, periods.before(calendarDay(periodMs).wallMs + dayMs));
      continue;
    }
    for (const start of found) {
      if (start < firstMs) continue;
      if (isOver(start) || (rule.count !== null && ++produced > rule.count)) return { starts, cutShort: false };
      if (start < window.fromMs || start >= window.untilMs) continue;
      starts.push(start);
      budget.steps -= 50;
      if (budget.steps <= 0) return { starts, cutShort: true };
    }
  }
}

/** The rule's periods by number, the first one holding its first occurrence; `before` is one that surely begins before a wall time, and close to it. */
function periodsOf({ frequency, interval, weekStart }: RecurrenceRule, first: CalendarDay, firstMs: number) {
  const months = frequency === 'YEARLY' ? interval * 12 : interval;
  const unit = unitMs[frequency];
  if (unit === undefined) {
    const zero = first.year * 12 + (frequency === 'YEARLY' ? 0 : first.month - 1);
    return {
      start: (at: number) => monthStart(zero + at * months),
      before: (wallMs: number) => Math.max(0, Math.floor((monthNumber(wallMs) - zero) / months) - 1),
    };
  }
  const back = frequency === 'WEEKLY' ? ((first.weekday - weekStart + 7) % 7) * dayMs : 0;
  const zeroMs = frequency === 'WEEKLY' || frequency === 'DAILY' ? first.wallMs - back : Math.floor(firstMs / unit) * unit;
  const stepMs = unit * interval;
  return { start: (at: number) => zeroMs + at * stepMs, before: (wallMs: number) => Math.max(0, Math.ceil((wallMs - zeroMs) / stepMs) - 1) };
}

const monthNumber = (wallMs: number) => calendarDay(wallMs).year * 12 + calendarDay(wallMs).month - 1;
const monthStart = (number: number) => (number < 120_000 ? wallMsOf(Math.floor(number / 12), (number % 12) + 1, 1) ?? Infinity : Infinity);

/** All starts of one period, in order. Null for a day that a rule within the day may leap over. */
function inPeriod(rule: RecurrenceRule, periodMs: number, firstMs: number, budget: Budget): number[] | null {
  const first = new Date(firstMs);
  const hours = listed(rule.hours, first.getUTCHours());
  const minutes = listed(rule.minutes, first.getUTCMinutes());
  const seconds = listed(rule.seconds, first.getUTCSeconds()).filter((second) => second < 60);
  const days = daysOfPeriod(rule, periodMs, budget);
  if (days !== null) return chosen(rule, times(days, hours, minutes, seconds, budget));
  budget.steps -= 1;
  if (!dayFits(rule, calendarDay(periodMs))) return null;
  const at = new Date(periodMs);
  const fits = (list: readonly number[], value: number) => list.length === 0 || list.includes(value);
  const inHour = rule.frequency === 'HOURLY';
  const inMinute = rule.frequency === 'MINUTELY';
  if (!fits(rule.hours, at.getUTCHours()) || (!inHour && !fits(rule.minutes, at.getUTCMinutes())) || (!inHour && !inMinute && !fits(rule.seconds, at.getUTCSeconds()))) return [];
  return chosen(rule, times([calendarDay(periodMs).wallMs], [at.getUTCHours()], inHour ? minutes : [at.getUTCMinutes()], inHour || inMinute ? seconds : [at.getUTCSeconds()], budget));
}

const listed = (list: readonly number[], otherwise: number) => (list.length > 0 ? list : [otherwise]);

function times(days: readonly number[], hours: readonly number[], minutes: readonly number[], seconds: readonly number[], budget: Budget): number[] {
  const found: number[] = [];
  for (const day of days) for (const hour of hours) for (const minute of minutes) {
    budget.steps -= seconds.length;
    if (budget.steps <= 0) return found;
    for (const second of seconds) found.push(day + ((hour * 60 + minute) * 60 + second) * 1000);
  }
  return found;
}

/** BYSETPOS: the first, the last … of what a period has; all of it where the rule says nothing. */
function chosen({ positions }: RecurrenceRule, starts: number[]): number[] {
  if (positions.length === 0) return starts;
  return starts.filter((_, at) => positions.includes(at + 1) || positions.includes(at - starts.length));
}

/** Midnights of the period's days that fit the rule; null for a period within a day. */
function daysOfPeriod(rule: RecurrenceRule, periodMs: number, budget: Budget): number[] | null {
  const { year, month } = calendarDay(periodMs);
  const whole = (from: number, length: number) => Array.from({ length }, (_, at) => from + at * dayMs);
  const monthDays = (number: number) => whole(wallMsOf(year, number, 1) ?? 0, daysInMonth(year, number));
  const all = rule.frequency === 'YEARLY' ? listedMonths(rule).flatMap(monthDays)
    : rule.frequency === 'MONTHLY' ? monthDays(month)
    : rule.frequency === 'WEEKLY' ? whole(periodMs, 7)
    : rule.frequency === 'DAILY' ? [periodMs] : null;
  if (all === null) return null;
  budget.steps -= all.length;
  return all.filter((day) => dayFits(rule, calendarDay(day)));
}

const listedMonths = ({ months }: RecurrenceRule) => (months.length > 0 ? months : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
