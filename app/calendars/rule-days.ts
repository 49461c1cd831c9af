import { dayMs, daysInMonth, wallMsOf } from './calendar-value.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** A day on the calendar: its midnight as wall time, and its numbers (month 1 to 12, weekday ISO). */
export type CalendarDay = { readonly wallMs: number; readonly year: number; readonly month: number; readonly day: number; readonly weekday: number };

export function calendarDay(wallMs: number): CalendarDay {
  const at = new Date(wallMs);
  return { wallMs: Math.floor(wallMs / dayMs) * dayMs, year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), weekday: at.getUTCDay() || 7 };
}

/** The rule with what it leaves unsaid about days taken from its first occurrence: "yearly" means on this day of this month. */
export function withFirstDay(rule: RecurrenceRule, first: CalendarDay): RecurrenceRule {
  if (rule.yearDays.length > 0 || rule.monthDays.length > 0 || rule.days.length > 0) return rule;
  const onWeekday = [{ weekday: first.weekday, nth: 0 }];
  if (rule.weekNumbers.length > 0) return { ...rule, days: onWeekday };
  if (rule.frequency === 'YEARLY') return { ...rule, months: rule.months.length > 0 ? rule.months : [first.month], monthDays: [first.day] };
  if (rule.frequency === 'MONTHLY') return { ...rule, monthDays: [first.day] };
  return rule.frequency === 'WEEKLY' ? { ...rule, days: onWeekday } : rule;
}

/** Whether every part of the rule that speaks of days allows the day. */
export function dayFits(rule: RecurrenceRule, day: CalendarDay): boolean {
  return fitsMonth(rule, day) && fitsMonthDay(rule, day) && fitsYearDay(rule, day) && fitsWeek(rule, day) && fitsWeekday(rule, day);
}

const fitsMonth = ({ months }: RecurrenceRule, { month }: CalendarDay) => months.length === 0 || months.includes(month);

function fitsMonthDay({ monthDays }: RecurrenceRule, { year, month, day }: CalendarDay): boolean {
  return monthDays.length === 0 || monthDays.includes(day) || monthDays.includes(day - daysInMonth(year, month) - 1);
}

const yearStart = (year: number) => wallMsOf(year, 1, 1) ?? 0;
const yearLength = (year: number) => (daysInMonth(year, 2) === 29 ? 366 : 365);
const dayOfYear = ({ wallMs, year }: CalendarDay) => Math.round((wallMs - yearStart(year)) / dayMs) + 1;

function fitsYearDay({ yearDays }: RecurrenceRule, day: CalendarDay): boolean {
  if (yearDays.length === 0) return true;
  const number = dayOfYear(day);
  return yearDays.includes(number) || yearDays.includes(number - yearLength(day.year) - 1);
}

/** The first week of a year is the one with at least four of its days; weeks begin on the rule's own weekday. */
function firstWeek(year: number, weekStart: number): number {
  const start = yearStart(year);
  const lead = (calendarDay(start).weekday - weekStart + 7) % 7;
  return start + (lead <= 3 ? -lead : 7 - lead) * dayMs;
}

function fitsWeek({ weekNumbers, weekStart }: RecurrenceRule, { wallMs, year }: CalendarDay): boolean {
  if (weekNumbers.length === 0) return true;
  const of = wallMs < firstWeek(year, weekStart) ? year - 1 : wallMs >= firstWeek(year + 1, weekStart) ? year + 1 : year;
  const first = firstWeek(of, weekStart);
  const number = Math.floor((wallMs - first) / (7 * dayMs)) + 1;
  const weeks = Math.round((firstWeek(of + 1, weekStart) - first) / (7 * dayMs));
  return weekNumbers.includes(number) || weekNumbers.includes(number - weeks - 1);
}

/** "The second Tuesday" counts within the month, or within the year where a yearly rule names no month; elsewhere the number means nothing. */
function fitsWeekday({ days, frequency, months }: RecurrenceRule, day: CalendarDay): boolean {
  if (days.length === 0) return true;
  const inYear = frequency === 'YEARLY' && months.length === 0;
  const at = inYear ? dayOfYear(day) : day.day;
  const length = inYear ? yearLength(day.year) : daysInMonth(day.year, day.month);
  const counts = frequency === 'YEARLY' || frequency === 'MONTHLY';
  return days.some(({ weekday, nth }) => weekday === day.weekday && (nth === 0 || !counts || nth === Math.ceil(at / 7) || nth === -Math.ceil((length - at + 1) / 7)));
}
