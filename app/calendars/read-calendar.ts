import type { Interval } from '../time/interval.ts';
import { calendarEvent, type Unreadable } from './calendar-event.ts';
import { calendarText } from './calendar-text.ts';
import { dateOf, dayMs } from './calendar-value.ts';
import { namedZone, zonesOf } from './calendar-zone.ts';
import { componentsOf } from './component.ts';
import { freeBusyTimes } from './free-busy.ts';
import { occurrencesOf, type Occurrence } from './occurrences.ts';

/** Whose eyes a calendar is read with: floating times and whole days are on the clock of `zone`; what touches `within` counts. */
export type CalendarReading = { readonly zone: string; readonly within: Interval };

/** What an outside calendar says. `busy` is sorted, equal ones once, overlapping ones as they are, not cut to the window. */
export type CalendarRead =
  | { readonly ok: true; readonly busy: readonly Interval[]; readonly unreadable: readonly Unreadable[]; readonly counts: CalendarCounts }
  | { readonly ok: false; readonly reason: 'not-a-calendar' };

/** Occurrences in the window that were left out, and kinds among the busy ones. */
export type CalendarCounts = { readonly cancelled: number; readonly transparent: number; readonly zeroLength: number; readonly tentative: number; readonly allDay: number };

export type EventsRead = { readonly ok: true; readonly occurrences: readonly Occurrence[]; readonly freeBusy: readonly Interval[]; readonly unreadable: readonly Unreadable[] } | { readonly ok: false; readonly reason: 'not-a-calendar' };

/** How much work one file may be: about a second, and twenty thousand occurrences in the window, whatever it says. */
const mostSteps = 1_000_000;

/** Every occurrence of every event of a calendar file, whatever its status. Never throws and always ends. */
export function readOccurrences(input: Uint8Array | string, { zone, within }: CalendarReading): EventsRead {
  const { calendars, complete } = componentsOf(calendarText(input));
  if (calendars.length === 0) return { ok: false, reason: 'not-a-calendar' };
  const budget = { steps: mostSteps };
  const own = namedZone(zone, budget);
  const occurrences: Occurrence[] = [];
  const freeBusy: Interval[] = [];
  const unreadable: Unreadable[] = complete ? [] : [{ reason: 'cut-off', summary: '', date: null }];
  for (const calendar of calendars) {
    const zoneNamed = zonesOf(calendar, budget);
    const read = calendar.parts.filter(({ name }) => name === 'VEVENT').map((part) => calendarEvent(part, zoneNamed, own));
    const { found, cutShort } = occurrencesOf(read.flatMap(({ event }) => event ?? []), within, budget);
    for (const occurrence of found) occurrences.push(occurrence);
    const periods = calendar.parts.filter(({ name }) => name === 'VFREEBUSY').map(freeBusyTimes);
    for (const { busy } of periods) for (const period of busy) freeBusy.push(period);
    for (const { unreadable: told } of [...read, ...periods]) for (const each of told) unreadable.push(each);
    for (const { summary, start } of cutShort) unreadable.push({ reason: 'recurs-too-often', summary, date: dateOf(start.wallMs) });
  }
  if (budget.steps <= 0 && !unreadable.some(({ reason }) => reason === 'recurs-too-often')) unreadable.push({ reason: 'recurs-too-often', summary: '', date: null });
  return { ok: true, occurrences, freeBusy, unreadable: unreadable.filter(({ reason, date }) => !longGone(reason, date, within)) };
}

/** Something that stood on one day before the window and could not be read bothers nobody any more; what recurs may still matter. */
function longGone(reason: Unreadable['reason'], date: string | null, { fromMs }: Interval): boolean {
  return date !== null && (reason === 'no-start' || reason === 'ends-before-it-starts' || reason === 'bad-end') && date < dateOf(fromMs - 2 * dayMs);
}

/**
 * When a calendar says that its owner is busy. What is not cancelled, not transparent and longer than nothing is busy, whole days and tentative
 * ones too (RFC 5545 takes a missing TRANSP as opaque); periods of VFREEBUSY count unless they are free.
 */
export function readCalendar(input: Uint8Array | string, reading: CalendarReading): CalendarRead {
  const read = readOccurrences(input, reading);
  if (!read.ok) return read;
  const counts = { cancelled: 0, transparent: 0, zeroLength: 0, tentative: 0, allDay: 0 };
  const busy = new Map<string, Interval>();
  const keep = ({ fromMs, untilMs }: Interval) => {
    if (untilMs > fromMs && fromMs < reading.within.untilMs && untilMs > reading.within.fromMs) busy.set(`${fromMs} ${untilMs}`, { fromMs, untilMs });
  };
  for (const occurrence of read.occurrences) {
    const { event, fromMs, untilMs, dates } = occurrence;
    if (event.status === 'cancelled') counts.cancelled += 1;
    else if (event.transparent) counts.transparent += 1;
    else if (untilMs === fromMs) counts.zeroLength += 1;
    else if (untilMs > fromMs && untilMs > reading.within.fromMs) {
      if (event.status === 'tentative') counts.tentative += 1;
      if (dates) counts.allDay += 1;
      keep(occurrence);
    }
  }
  read.freeBusy.forEach(keep);
  return { ok: true, busy: [...busy.values()].sort((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs), unreadable: read.unreadable, counts };
}
