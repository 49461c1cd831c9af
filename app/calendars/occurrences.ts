import type { Interval } from '../time/interval.ts';
import { dayOf, instantOf, type CalendarEvent, type CalendarMoment, type EventLength } from './calendar-event.ts';
import { dateOf, dayMs } from './calendar-value.ts';
import { recurrences, type Budget } from './recurrences.ts';

/** One occurrence of an event. `dates` is its days (the last one excluded) where it is a matter of whole days. */
export type Occurrence = Interval & { readonly event: CalendarEvent; readonly dates: { readonly fromDate: string; readonly untilDate: string } | null };

export type Occurrences = { readonly found: readonly Occurrence[]; readonly cutShort: readonly CalendarEvent[] };

/**
 * Every occurrence that touches the window, of the events of one calendar. An exception date takes out the occurrence of the same instant, however
 * it is written (a day where the series is one of days); what stands instead of an occurrence replaces it, also without a series around it.
 */
export function occurrencesOf(events: readonly CalendarEvent[], within: Interval, budget: Budget): Occurrences {
  const found: Occurrence[] = [];
  const cutShort: CalendarEvent[] = [];
  const changes = changesOf(events);
  for (const event of events) {
    const changed = changes.get(event.uid) ?? unchanged;
    if (event.insteadOf && event.uid !== '' && !changed.standing.has(event)) continue;
    const keyOf = keyFor(event.start.kind);
    const leftOut = new Set(event.insteadOf ? [] : event.leftOut.map(keyOf));
    const replaced = event.insteadOf ? none : changed.gone[event.start.kind];
    const following = event.insteadOf ? [] : changed.following;
    const starts = startsOf(event, within, budget);
    if (starts.cutShort) cutShort.push(event);
    for (const { moment, length } of starts.starts) {
      const key = keyOf(moment);
      if (leftOut.has(key) || replaced.has(key)) continue;
      const atMs = instantOf(moment);
      budget.steps -= following.length;
      const change = following.findLast((other) => other.atMs < atMs)?.event;
      const occurrence = change ? shifted(change, moment) : occurrenceOf(event, moment, length ?? event.length);
      if (occurrence.untilMs >= within.fromMs && occurrence.fromMs < within.untilMs) found.push(occurrence);
    }
  }
  return { found, cutShort };
}

type Key = string | number | null;
const none: ReadonlySet<Key> = new Set();

/** How an occurrence is recognised: by its day in a series of days, else by its instant. */
const keyFor = (kind: CalendarMoment['kind']) => (moment: CalendarMoment): Key => (kind === 'date' ? dayOf(moment) : moment.kind === 'time' ? instantOf(moment) : null);

/** The changes to one series: which stand, what they take out of it (worked out once for the series, not for each of its events), and those that go on, in order. */
type Changes = {
  readonly standing: ReadonlySet<CalendarEvent>;
  readonly gone: { readonly date: ReadonlySet<Key>; readonly time: ReadonlySet<Key> };
  readonly following: readonly { readonly atMs: number; readonly event: CalendarEvent }[];
};
const unchanged: Changes = { standing: new Set(), gone: { date: none, time: none }, following: [] };

/** What stands instead of an occurrence, by series. Of two versions of one the later counts: by its sequence, then by where it stands. */
function changesOf(events: readonly CalendarEvent[]): Map<string, Changes> {
  const newest = new Map<string, CalendarEvent>();
  for (const event of events) {
    if (!event.insteadOf || event.uid === '') continue;
    const key = `${instantOf(event.insteadOf)} ${event.uid}`;
    const other = newest.get(key);
    if (!other || event.sequence >= other.sequence) newest.set(key, event);
  }
  return new Map([...Map.groupBy(newest.values(), ({ uid }) => uid)].map(([uid, events]): [string, Changes] => {
    const replaced = events.flatMap(({ insteadOf }) => insteadOf ?? []);
    const following = events.flatMap((event) => (event.insteadOf?.andFollowing ? [{ atMs: instantOf(event.insteadOf), event }] : [])).sort((a, b) => a.atMs - b.atMs);
    return [uid, { standing: new Set(events), gone: { date: new Set(replaced.map(keyFor('date'))), time: new Set(replaced.map(keyFor('time'))) }, following }];
  }));
}

type Start = { readonly moment: CalendarMoment; readonly length: EventLength | null };

function startsOf(event: CalendarEvent, within: Interval, budget: Budget): { starts: Start[]; cutShort: boolean } {
  const { start, rule, extraDates } = event;
  const longest = [event.length, ...extraDates.map(({ length }) => length ?? event.length)].reduce((most, { days, ms }) => Math.max(most, days * dayMs + ms), 0);
  const window = { fromMs: within.fromMs - longest - 2 * dayMs, untilMs: within.untilMs + 2 * dayMs };
  const near = ({ wallMs }: CalendarMoment) => wallMs >= window.fromMs && wallMs < window.untilMs;
  const until = rule?.until ?? null;
  const isOver = (wallMs: number): boolean => {
    if (!until) return false;
    if (until.kind === 'date' || start.kind === 'date') return dateOf(wallMs) > dateOf(until.wallMs);
    return until.utc ? start.zone.instantOf(wallMs) > until.wallMs : wallMs > until.wallMs;
  };
  const ruled = rule ? recurrences(rule, start.wallMs, window, isOver, budget) : { starts: [], cutShort: false };
  const starts: Start[] = [...new Set([start.wallMs, ...ruled.starts])].map((wallMs) => ({ moment: { ...start, wallMs }, length: null }));
  const extra: Start[] = event.insteadOf ? [] : extraDates.filter(near).map(({ length, ...moment }) => ({ moment, length }));
  const affordable = Math.max(0, Math.floor(budget.steps / 50));
  budget.steps -= extra.length * 50;
  return { starts: [...starts.filter(({ moment }) => near(moment)), ...extra.slice(0, affordable)], cutShort: ruled.cutShort || extra.length > affordable };
}

function occurrenceOf(event: CalendarEvent, moment: CalendarMoment, { days, ms }: EventLength): Occurrence {
  const fromMs = instantOf(moment);
  const wholeDays = moment.kind === 'date' && ms === 0;
  const untilMs = days === 0 ? fromMs + ms : moment.zone.instantOf(moment.wallMs + days * dayMs) + ms;
  return { event, fromMs, untilMs, dates: wholeDays ? { fromDate: dayOf(moment), untilDate: dateOf(moment.wallMs + days * dayMs) } : null };
}

/** An occurrence that falls under a change "from here on": moved as far as the changed one was. */
function shifted(event: CalendarEvent, moment: CalendarMoment): Occurrence {
  const shiftMs = event.start.wallMs - event.insteadOf!.wallMs;
  return occurrenceOf(event, { ...event.start, wallMs: moment.wallMs + (Math.abs(shiftMs) < 60 * dayMs ? shiftMs : 0) }, event.length);
}
