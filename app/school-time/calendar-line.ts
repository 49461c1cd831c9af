import type { ListedEvent } from '../calendars/read-events.ts';
import { addDays, wallTime } from '../time/zone.ts';
import type { ClosedFor } from './different-days.ts';

/** What the words of a calendar's entry say of a school's day. `none`: nothing that changes it, or nothing that could be made out. */
export type Recognised = { readonly is: 'closed'; readonly closedFor: ClosedFor } | { readonly is: 'early_release' | 'late_start' | 'testing' | 'remote' | 'none' };

/** Whom an entry is for, where its words say that it is not for everybody. */
export type Level = 'elementary' | 'middle' | 'high';

/**
 * One entry of a calendar file on its way into a school's calendar: its dates (both count), its own words, what they were taken for, and for whom
 * where they say so. `asks`: somebody has to decide, as it is for some students only, or happens at home.
 */
export type CalendarLine = { readonly from: string; readonly last: string; readonly words: string; readonly recognised: Recognised; readonly levels: readonly Level[]; readonly asks: boolean };

const says = (words: string, ...patterns: RegExp[]) => patterns.some((pattern) => pattern.test(words));

/** What an entry's words say. Shorter days go first: "Labor Day, early dismissal" is a school day. */
export function recognised(words: string): Recognised {
  if (says(words, /\b(early|half[- ]?day|minimum[- ]day|short(ened)? day|noon) ?(dismissal|release|out|closing)?\b.*\b(dismissal|release|out|closing|day)\b/i, /\bearly (dismissal|release|out|closing)\b/i, /\b(half|minimum|shortened)[- ]day\b/i)) return { is: 'early_release' };
  if (says(words, /\b(delayed|late) (opening|start|arrival)\b/i, /\b(two|one|2|1)[- ]hour delay\b/i)) return { is: 'late_start' };
  if (says(words, /\b(remote|virtual|e-?learning|distance learning)\b/i)) return { is: 'remote' };
  if (says(words, /\bsnow day\b/i, /\b(weather|emergency) (closing|closure|day)\b/i)) return { is: 'closed', closedFor: 'weather' };
  const closed = says(words, /\b(no school|no classes|closed|closure|schools? off|student holiday|students? off)\b/i);
  if (says(words, /\b(recess|break|vacation)\b/i)) return { is: 'closed', closedFor: 'break' };
  if (says(words, /\b(professional (development|learning)|staff (development|day|pd|in-?service)|teacher (work ?day|in-?service|institute)|in-?service( day)?|work ?day|convention|institute day)\b/i) && !says(words, /\bfor students\/staff\b/i)) return { is: 'closed', closedFor: 'staff_day' };
  if (says(words, /\bholiday\b/i) || (closed && says(words, /\bday\b/i))) return { is: 'closed', closedFor: 'holiday' };
  if (closed) return { is: 'closed', closedFor: says(words, /\b(conference|election)/i) ? 'other' : 'holiday' };
  if (says(words, /\b(testing|final exams?|finals|midterms?|semester exams?|state assessment)\b/i)) return { is: 'testing' };
  return { is: 'none' };
}

/** Levels that the words name. "All" or "district" means everybody. */
export function levelsIn(words: string): Level[] {
  if (/\b(for all|all (schools|students|grades)|district)\b/i.test(words)) return [];
  const found: Level[] = [];
  if (/\b(elem(entary)?|primary|grades? ?(k|pk|pre-?k)|k-?5)\b/i.test(words)) found.push('elementary');
  if (/\b(middle|junior high|m\.?s\.? only|grades? 6-8)\b/i.test(words)) found.push('middle');
  if (/\b(high school|h\.?s\.?( only)?|[a-z]hs( only)?|grades? 9-12|seniors?|semester chg)\b/i.test(words) && !/\bjunior high\b/i.test(words)) found.push('high');
  return found;
}

/** An event as a line: what is at a time of day counts for its whole date. The description is read where the title says nothing. */
export function calendarLine({ summary, description, when }: ListedEvent, zone: string): CalendarLine {
  const from = when.kind === 'days' ? when.fromDate : wallTime(zone, when.fromMs).date;
  const last = when.kind === 'days' ? addDays(when.untilDate, -1) : wallTime(zone, Math.max(when.fromMs, when.untilMs - 1)).date;
  const plain = description.replace(/https?:\/\/\S+/g, ' ').replace(/\s+/g, ' ').trim();
  const ofTitle = recognised(summary);
  const found = ofTitle.is === 'none' && plain !== '' ? recognised(plain) : ofTitle;
  const levels = levelsIn(`${summary} ${plain}`);
  return { from, last: last < from ? from : last, words: summary || plain.slice(0, 120), recognised: found, levels, asks: found.is === 'remote' || (found.is !== 'none' && levels.length > 0) };
}

/** The lines of a file in the order of time, the same entry once. Nothing is dropped: what was cancelled or changes nothing is a line too, which becomes nothing unless somebody says so. */
export function calendarLines(events: readonly ListedEvent[], zone: string): CalendarLine[] {
  const lines = events.map((event) => ({ ...calendarLine(event, zone), ...(event.status === 'cancelled' && { recognised: { is: 'none' } as const, asks: false }) }));
  return [...new Map(lines.map((line) => [`${line.from} ${line.last} ${line.words}`, line])).values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
