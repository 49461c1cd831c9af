import { readOccurrences, type CalendarReading } from './read-calendar.ts';
import type { Unreadable } from './calendar-event.ts';
import type { Interval } from '../time/interval.ts';

/** When an event is: whole days (`untilDate` is the day after its last), or from an instant to an instant. */
export type EventTime = { readonly kind: 'days'; readonly fromDate: string; readonly untilDate: string } | ({ readonly kind: 'time' } & Interval);

/** One occurrence of an event as a reader needs it who wants to know what it is about. */
export type ListedEvent = {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly transparent: boolean;
  readonly when: EventTime;
};

/** What a calendar file says is when. */
export type EventsOfFile = { readonly ok: true; readonly events: readonly ListedEvent[]; readonly unreadable: readonly Unreadable[] } | { readonly ok: false; readonly reason: 'not-a-calendar' };

/** The events of a calendar file in the window, each occurrence by itself, in order; cancelled and transparent ones too. */
export function readEvents(input: Uint8Array | string, reading: CalendarReading): EventsOfFile {
  const read = readOccurrences(input, reading);
  if (!read.ok) return read;
  const events = read.occurrences.toSorted((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs).map(({ event, fromMs, untilMs, dates }): ListedEvent => ({
    uid: event.uid, summary: event.summary, description: event.description, status: event.status, transparent: event.transparent,
    when: dates ? { kind: 'days', ...dates } : { kind: 'time', fromMs, untilMs },
  }));
  return { ok: true, events, unreadable: read.unreadable };
}
