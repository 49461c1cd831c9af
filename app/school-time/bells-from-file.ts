import { datesFrom } from '../time/zone.ts';
import { bellLabel } from './bell-label.ts';
import type { BellDayType, BellsRead } from './bell-plus.ts';
import type { ClosedFor, KeptDay } from './different-days.ts';
import type { DayKind, DayType, Period } from './school-day.ts';

/** Bells as a file gives them, ready to be kept from a date to a date: kinds of day, and the dates that differ. `outside` counts dates of the file that lie before or after. */
export type BellsFromFile = { readonly dayTypes: readonly DayType[]; readonly days: readonly KeptDay[]; readonly outside: number };

/** A lesson can be left for a visit until a student's timetable protects it; lunch and breaks are the student's own, and a part of the day of which the file says nothing is not to be missed. */
export function bellsFromFile(read: BellsRead, { fromDate, untilDate }: { fromDate: string; untilDate: string | null }): BellsFromFile {
  const held = read.dayTypes.filter(({ bells }) => periodsOf(bells).length > 0);
  const nameOf = new Map(held.map((dayType, at) => [dayType.code, ownName(dayType, held.slice(0, at))]));
  const dayTypes = held.map((dayType): DayType => ({
    name: nameOf.get(dayType.code) ?? dayType.code, kind: kindOf(dayType.name), turn: null, periods: periodsOf(dayType.bells),
    weekdays: read.week.filter(({ code }, at) => code === dayType.code && read.week.findIndex((other) => other.weekday === read.week[at]?.weekday) === at).map(({ weekday }) => weekday),
  }));
  const days = new Map<string, KeptDay>();
  let outside = 0;
  // Where the file gives a date twice, its later line holds. A code that no kind of day has is no school day anybody can book.
  for (const { from, last, code, note } of read.dates) {
    const name = nameOf.get(code);
    const empty = name === undefined && read.dayTypes.some((dayType) => dayType.code === code);
    for (const date of datesFrom(from, last)) {
      if (date < fromDate || (untilDate !== null && date >= untilDate)) outside += 1;
      else days.set(date, { date, dayTypeName: empty ? null : name ?? code, closedFor: empty ? closedFor(note) : null, label: note.slice(0, 200), skipsTurn: empty, source: 'bells' });
    }
  }
  return { dayTypes, days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), outside };
}

function ownName({ code, name }: BellDayType, before: readonly BellDayType[]): string {
  const short = name.slice(0, 40).trim() || code;
  return before.some((other) => other.name.toLowerCase() === name.toLowerCase()) ? `${short.slice(0, 36 - Math.min(code.length, 20))} (${code.slice(0, 20)})` : short;
}

/** Times that run backwards give no period: nobody knows when it is. A name that comes twice a day gets a number. */
function periodsOf(bells: BellDayType['bells']): Period[] {
  const found: Period[] = [];
  bells.forEach(({ minute, label }, at) => {
    const end = bells[at + 1]?.minute;
    const said = bellLabel(label);
    const { name } = said;
    if (end === undefined || end <= minute || name === undefined || found.some((period) => minute < period.endMinute)) return;
    const times = found.filter((period) => period.name === name || period.name.startsWith(`${name} (`)).length;
    found.push({ name: times === 0 ? name : `${name.slice(0, 35)} (${times + 1})`, startMinute: minute, endMinute: end, bookable: said.is === 'lesson' });
  });
  return found;
}

function kindOf(name: string): DayKind {
  if (/\b(early|minimum|min day|half[- ]day|short(ened)?|dismissal|release)\b/i.test(name)) return 'early_release';
  if (/\b(late|delay(ed)?)\b/i.test(name)) return 'late_start';
  if (/\b(finals?|tests?|testing|exams?|psat|sat|act|ap|star|sbac|semester exams)\b/i.test(name)) return 'testing';
  return /\b(assembly|rally|field day|fest|special)\b/i.test(name) ? 'other' : 'regular';
}

function closedFor(note: string): ClosedFor {
  if (/\b(break|recess|vacation|summer|winter|spring|thanksgiving holiday)\b/i.test(note)) return 'break';
  if (/\b(staff|teacher|work ?day|development|in-?service|conference)\b/i.test(note)) return 'staff_day';
  return /\b(snow|weather|smoke|heat)\b/i.test(note) ? 'weather' : 'holiday';
}
