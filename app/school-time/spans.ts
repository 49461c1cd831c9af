import type { SchoolYear, Term } from '../partnership/school-year.ts';
import { addDays } from '../time/zone.ts';

/** A stretch of school to see at a glance: a term, a year without terms, or where nobody named any, half a calendar year (no title). */
export type Span = Term;

/** Every stretch to choose from, the earliest first. Years that a roster and a person both brought are one. */
export function spansOf(years: readonly SchoolYear[], today: string): Span[] {
  const named = years.flatMap((year) => (year.terms.length > 0 ? year.terms : [year])).map(({ title, firstDay, lastDay }) => ({ title, firstDay, lastDay }));
  const once = [...new Map(named.map((span) => [`${span.firstDay} ${span.lastDay}`, span])).values()].sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1));
  if (once.length > 0) return once;
  const year = Number(today.slice(0, 4));
  return today < `${year}-07-01`
    ? [{ title: '', firstDay: `${year}-01-01`, lastDay: `${year}-06-30` }, { title: '', firstDay: `${year}-07-01`, lastDay: `${year}-12-31` }]
    : [{ title: '', firstDay: `${year}-07-01`, lastDay: `${year}-12-31` }, { title: '', firstDay: `${year + 1}-01-01`, lastDay: `${year + 1}-06-30` }];
}

/** The one to show: the one that begins on the day asked for, else the one of today, the next, the last. */
export function spanToShow(spans: readonly Span[], asked: string | null, today: string): Span {
  const found = spans.find((span) => span.firstDay === asked) ?? spans.find((span) => span.firstDay <= today && today <= span.lastDay) ?? spans.find((span) => span.firstDay > today) ?? spans.at(-1);
  return found ?? { title: '', firstDay: today, lastDay: addDays(today, 90) };
}
