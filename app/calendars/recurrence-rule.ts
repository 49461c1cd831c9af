import { calendarValue, type CalendarValue } from './calendar-value.ts';

export const frequencies = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof frequencies)[number];

/** A weekday (ISO, Monday 1), and which of them in the month or year: 2 the second, -1 the last, 0 each. */
export type RuleDay = { readonly weekday: number; readonly nth: number };

/** A recurrence rule (RFC 5545, 3.3.10). An empty list says nothing; `count` and `until` are null where the rule does not end. */
export type RecurrenceRule = {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: CalendarValue | null;
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly days: readonly RuleDay[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
  readonly weekStart: number;
};

/** More weekdays than this are no rule that anybody means, and each is looked at for each day. */
const mostDays = 100;

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Reads a rule leniently (spaces, small letters, empty parts), or null when a part that changes its meaning cannot be understood. */
export function recurrenceRule(text: string): RecurrenceRule | null {
  const parts = new Map<string, string>();
  for (const part of text.replace(/\s+/g, '').toUpperCase().split(';')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    if (equals < 1) return null;
    parts.set(part.slice(0, equals), part.slice(equals + 1));
  }
  const frequency = frequencies.find((known) => known === parts.get('FREQ'));
  if (!frequency || parts.has('RSCALE')) return null;
  const list = (name: string, least: number, most: number): number[] | null => numbers(parts.get(name), least, most);
  const read = {
    months: list('BYMONTH', 1, 12), weekNumbers: list('BYWEEKNO', -53, 53), yearDays: list('BYYEARDAY', -366, 366), monthDays: list('BYMONTHDAY', -31, 31),
    hours: list('BYHOUR', 0, 23), minutes: list('BYMINUTE', 0, 59), seconds: list('BYSECOND', 0, 60), positions: list('BYSETPOS', -366, 366), days: daysOf(parts.get('BYDAY')),
  };
  const interval = one(parts.get('INTERVAL'), 1);
  const count = one(parts.get('COUNT'), null);
  const until = parts.has('UNTIL') ? calendarValue(parts.get('UNTIL') ?? '') : undefined;
  const weekStart = parts.has('WKST') ? weekdays.indexOf(parts.get('WKST') ?? '') + 1 : 1;
  if (Object.values(read).includes(null) || interval === undefined || interval === null || count === undefined || until === null || weekStart === 0) return null;
  return { frequency, interval, count, until: until ?? null, weekStart, ...(read as { [Name in keyof typeof read]: NonNullable<(typeof read)[Name]> }) };
}

function numbers(text: string | undefined, least: number, most: number): number[] | null {
  const found = (text ?? '').split(',').filter((part) => part !== '');
  const read = found.map((part) => (/^[+-]?\d{1,3}$/.test(part) ? Number(part) : NaN));
  return read.every((number) => number >= least && number <= most && (number !== 0 || least === 0)) ? [...new Set(read)].sort((a, b) => a - b) : null;
}

function daysOf(text: string | undefined): RuleDay[] | null {
  const found = (text ?? '').split(',').filter((part) => part !== '').map((part) => /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part));
  if (found.includes(null) || found.length > mostDays) return null;
  return found.map((match) => ({ nth: Number(match?.[1] ?? 0), weekday: weekdays.indexOf(match?.[2] ?? '') + 1 }));
}

/** A positive number; the other when the part is missing; undefined when it is not one. */
function one(text: string | undefined, missing: number | null): number | null | undefined {
  if (text === undefined || text === '') return missing;
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
