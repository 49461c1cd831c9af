import type { Unreadable, UnreadableReason } from '../calendars/calendar-event.ts';
import { z } from '../http/schema.ts';
import { daysFrom } from '../time/zone.ts';
import type { DaysChange } from './changed-days.ts';
import type { CalendarLine } from './calendar-line.ts';
import { changeTyped, whatPattern } from './days-form.ts';
import type { KeptDay } from './different-days.ts';
import type { BellSchedule, DayKind } from './school-day.ts';

/** A school's calendar has some hundred entries; more than this is something else. */
export const CALENDAR_FILE_BYTES = 1_000_000;
export const MOST_LINES = 600;
/** An entry that lasts longer says nothing about days. */
const MOST_DAYS_A_LINE = 120;

const line = z.object({
  from: z.iso.date({ error: 'date' }),
  last: z.iso.date({ error: 'date' }),
  what: z.string().regex(whatPattern, 'required').optional(),
  label: z.string().trim().max(200, 'tooLong').default(''),
}).superRefine(({ from, last }, context) => {
  if (last < from) context.addIssue({ code: 'custom', path: ['last'], message: 'order' });
  if (daysFrom(from, last) >= MOST_DAYS_A_LINE) context.addIssue({ code: 'custom', path: ['last'], message: 'order' });
});

/** More entries that could not be read than this are not carried from look to look. */
const MOST_UNREADABLE = 200;
const reasons = ['no-start', 'bad-end', 'ends-before-it-starts', 'bad-rule', 'bad-extra-date', 'unknown-zone', 'recurs-too-often', 'cut-off'] as const satisfies readonly UnreadableReason[];
const notRead = z.object({ reason: z.enum(reasons), summary: z.string().default(''), date: z.iso.date().nullable() });

/** What of the file could not be read, on its way through the form. */
export const unreadableToSend = (unreadable: readonly Unreadable[]): string => JSON.stringify(unreadable.slice(0, MOST_UNREADABLE).map((one) => ({ ...one, summary: one.summary.slice(0, 200) })));

/** What the first look could not read, as the form brings it back; nothing where it brings something else. */
export function unreadableSent(text: unknown): readonly Unreadable[] {
  try {
    const read = z.array(notRead).max(MOST_UNREADABLE).safeParse(JSON.parse(typeof text === 'string' ? text : '[]'));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

/** The lines of a calendar file as somebody leaves them; a line without `what` changes nothing. `seen` holds what the last look ahead was about. */
export const calendarImportForm = z.object({ lines: z.array(line).min(1).max(MOST_LINES), seen: z.string().max(100).optional(), save: z.string().max(5).optional() });
export type LineTyped = z.output<typeof line>;

/** A line as the form shows it; what was recognised is the first choice, unless somebody has to decide. */
export type LineToType = { readonly from: string; readonly last: string; readonly label: string; readonly what: string };

/** The kind of day that stands for what was recognised: the bells' own, else its usual name, whose bells nobody knows yet. */
export function kindNamed(bells: readonly BellSchedule[], kind: Exclude<DayKind, 'regular' | 'other'>, usualName: string): string {
  return bells.flatMap(({ dayTypes }) => dayTypes).find((one) => one.kind === kind)?.name ?? usualName;
}

export function lineToType({ from, last, words, recognised, asks }: CalendarLine, nameOfKind: (kind: 'early_release' | 'late_start' | 'testing') => string): LineToType {
  const what = asks || recognised.is === 'none' || recognised.is === 'remote' ? '' : recognised.is === 'closed' ? `closed:${recognised.closedFor}` : `kind:${nameOfKind(recognised.is)}`;
  return { from, last, label: words.slice(0, 200), what };
}

/** All lines as one change. Where two lines name one date, no school goes before other bells, and the later line before the earlier. */
export function changeOfLines(lines: readonly LineTyped[], bells: readonly BellSchedule[]): DaysChange<KeptDay> {
  const days = new Map<string, KeptDay>();
  const forget = new Set<string>();
  for (const { from, last, what, label } of lines) {
    if (what === undefined) continue;
    const change = changeTyped({ from, last, what, label, losesTurn: false }, bells);
    for (const day of change.say) if (day.closedFor !== null || (days.get(day.date)?.closedFor ?? null) === null) days.set(day.date, { ...day, source: 'calendar' });
    change.forget.forEach((date) => forget.add(date));
  }
  return { say: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), forget: [...forget].filter((date) => !days.has(date)) };
}
