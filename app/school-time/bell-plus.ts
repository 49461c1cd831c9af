import { minuteOf } from '../time/wall-minute.ts';
import { datesFrom, daysFrom } from '../time/zone.ts';
import { bellLabel, periodNames } from './bell-label.ts';

/**
 * Reads the bell schedules that schools publish for clocks (the format `bell-plus`): `schedules.bell` opens a kind of day with `* code # Name` and
 * rings with lines `8:15 label`; `calendar.bell` gives each weekday a code under `* Default Week` and dates under `* Special Days`; `meta.json`
 * names the school and its periods. What does not fit together, and what the files leave open, is told and never guessed away.
 */
export type BellFiles = { readonly schedules: string; readonly calendar: string; readonly meta: string };

/** From `minute` after midnight on, `label` holds, until the next bell. */
export type Bell = { readonly minute: number; readonly label: string };
export type BellDayType = { readonly code: string; readonly name: string; readonly bells: readonly Bell[] };
/** Dates from `from` to `last` (both included) with another kind of day than their weekday's, as the file's lines stand. */
export type BellDates = { readonly from: string; readonly last: string; readonly code: string; readonly note: string };

/** What a school's files get wrong, or leave undefined. */
export type BellProblem =
  | { readonly problem: 'line-not-read'; readonly of: 'schedules' | 'calendar'; readonly line: number; readonly text: string }
  | { readonly problem: 'meta-not-read' }
  | { readonly problem: 'period-not-listed' | 'period-never-rung' | 'part-not-said' | 'day-type-twice' | 'day-type-without-end' | 'day-type-never-used'; readonly name: string }
  | { readonly problem: 'times-run-backwards'; readonly name: string; readonly minute: number }
  | { readonly problem: 'day-type-unknown'; readonly code: string; readonly from: string | null; readonly weekday: number | null }
  | { readonly problem: 'weekday-missing'; readonly weekday: number }
  | { readonly problem: 'date-twice'; readonly from: string };

export type BellsRead = {
  readonly school: string | null;
  readonly periods: readonly string[];
  readonly dayTypes: readonly BellDayType[];
  readonly week: readonly { readonly weekday: number; readonly code: string }[];
  readonly dates: readonly BellDates[];
  readonly problems: readonly BellProblem[];
};

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** No school's range of dates is longer than a year. */
const LONGEST_RANGE_DAYS = 370;

export function readBellPlus(files: BellFiles): BellsRead {
  const problems: BellProblem[] = [];
  const { school, periods } = readMeta(files.meta, problems);
  const dayTypes = readSchedules(files.schedules, problems);
  const { week, dates } = readCalendar(files.calendar, problems);
  lookTogether({ periods, dayTypes, week, dates }, problems);
  return { school, periods, dayTypes, week, dates, problems };
}

function readMeta(text: string, problems: BellProblem[]): { school: string | null; periods: string[] } {
  try {
    const read = JSON.parse(text) as { name?: unknown; periods?: unknown } | null;
    if (typeof read !== 'object' || read === null) throw new SyntaxError();
    const periods = Array.isArray(read.periods) ? read.periods.filter((one): one is string => typeof one === 'string') : [];
    return { school: typeof read.name === 'string' ? read.name : null, periods };
  } catch {
    problems.push({ problem: 'meta-not-read' });
    return { school: null, periods: [] };
  }
}

/** Lines with their numbers, without those that say nothing. */
const linesOf = (text: string) => text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).map((line, at) => ({ text: line.trim(), line: at + 1 })).filter((one) => one.text !== '' && !one.text.startsWith('#'));

function readSchedules(text: string, problems: BellProblem[]): BellDayType[] {
  const found: { code: string; name: string; bells: Bell[] }[] = [];
  for (const { text: written, line } of linesOf(text)) {
    const head = /^\*\s*([^\s#]+)\s*(?:#\s*(.*))?$/.exec(written);
    const bell = /^(\d{1,2}:\d\d)\s+(.+)$/.exec(written);
    const minute = bell ? minuteOf((bell[1] ?? '').padStart(5, '0')) : null;
    if (head) found.push({ code: head[1] ?? '', name: (head[2] ?? '').trim() || (head[1] ?? ''), bells: [] });
    else if (bell && minute !== null && found.length > 0) found.at(-1)?.bells.push({ minute, label: (bell[2] ?? '').trim() });
    else problems.push({ problem: 'line-not-read', of: 'schedules', line, text: written.slice(0, 80) });
  }
  for (const { name, bells } of found) {
    bells.forEach(({ minute }, at) => { if (at > 0 && minute < (bells[at - 1]?.minute ?? 0)) problems.push({ problem: 'times-run-backwards', name, minute }); });
    if (bells.length > 0 && bellLabel(bells.at(-1)?.label ?? '').is !== 'free') problems.push({ problem: 'day-type-without-end', name });
  }
  found.forEach(({ code, name }, at) => { if (found.findIndex((other) => other.code === code) < at) problems.push({ problem: 'day-type-twice', name }); });
  return found.filter(({ code }, at) => found.findIndex((other) => other.code === code) === at);
}

function readCalendar(text: string, problems: BellProblem[]): { week: { weekday: number; code: string }[]; dates: BellDates[] } {
  const week: { weekday: number; code: string }[] = [];
  const dates: BellDates[] = [];
  for (const { text: written, line } of linesOf(text)) {
    if (/^\*\s*(default week|special days)/i.test(written)) continue;
    const weekday = /^([A-Za-z]{3,9})\s+([^\s#]+)/.exec(written);
    const ofWeek = weekdays.indexOf((weekday?.[1] ?? '').slice(0, 3).toLowerCase()) + 1;
    const dated = /^(\d\d?\/\d\d?\/\d{4})(?:-(\d\d?\/\d\d?\/\d{4}))?\s+([^\s#]+)\s*(?:#\s*(.*))?$/.exec(written);
    const [from, last] = [dateOf(dated?.[1]), dateOf(dated?.[2] ?? dated?.[1])];
    if (weekday && ofWeek > 0) week.push({ weekday: ofWeek, code: weekday[2] ?? '' });
    else if (dated && from && last && from <= last && daysFrom(from, last) < LONGEST_RANGE_DAYS) dates.push({ from, last, code: dated[3] ?? '', note: (dated[4] ?? '').trim() });
    else problems.push({ problem: 'line-not-read', of: 'calendar', line, text: written.slice(0, 80) });
  }
  for (let weekday = 1; weekday <= 7; weekday++) if (!week.some((one) => one.weekday === weekday)) problems.push({ problem: 'weekday-missing', weekday });
  const seen = new Set<string>();
  for (const { from, last } of dates) {
    const own = datesFrom(from, last);
    if (own.some((date) => seen.has(date))) problems.push({ problem: 'date-twice', from });
    own.forEach((date) => seen.add(date));
  }
  return { week, dates };
}

/** `MM/DD/YYYY` as `YYYY-MM-DD`; null when there is no such day. */
function dateOf(written: string | undefined): string | null {
  const [month, day, year] = (written ?? '').split('/').map(Number);
  if (!month || !day || !year || month > 12) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null;
}

/** What shows only when the files are laid side by side. */
function lookTogether({ periods, dayTypes, week, dates }: Pick<BellsRead, 'periods' | 'dayTypes' | 'week' | 'dates'>, problems: BellProblem[]): void {
  const labels = dayTypes.flatMap(({ bells }) => bells.map(({ label }) => label));
  const rung = new Set(labels.flatMap(periodNames));
  if (periods.length > 0) {
    for (const name of rung) if (!periods.includes(name)) problems.push({ problem: 'period-not-listed', name });
    for (const name of periods) if (!rung.has(name)) problems.push({ problem: 'period-never-rung', name });
  }
  const parts = new Set(labels.map(bellLabel).flatMap((label) => (label.is === 'part' ? [label.name] : [])));
  for (const name of parts) problems.push({ problem: 'part-not-said', name });
  const codes = new Set(dayTypes.map(({ code }) => code));
  for (const { weekday, code } of week) if (!codes.has(code)) problems.push({ problem: 'day-type-unknown', code, from: null, weekday });
  for (const { from, code } of dates) if (!codes.has(code)) problems.push({ problem: 'day-type-unknown', code, from, weekday: null });
  const used = new Set([...week, ...dates].map(({ code }) => code));
  for (const { code, name, bells } of dayTypes) if (bells.length > 0 && !used.has(code)) problems.push({ problem: 'day-type-never-used', name });
}
