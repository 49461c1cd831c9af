import type { CalendarReader } from '../calendars/calendar-reader.ts';
import { fetchCalendar, openInternet, type CalendarNetwork, type FetchFailure, type KnownVersion } from '../calendars/fetch-calendar.server.ts';
import type { Interval } from '../time/interval.ts';

/** Why an outside calendar could not be read. */
export type ReadFailure = FetchFailure | 'not-a-calendar' | 'broken-off';

/** By what a calendar is fetched and read; tests bring a network of their own. */
export type CalendarMeans = { readonly reader: CalendarReader; readonly network?: CalendarNetwork };

/** What a calendar says, and until when and on whose clock it was read. */
export type CalendarSays = { readonly busy: readonly Interval[]; readonly unreadable: number; readonly untilMs: number; readonly zone: string } & KnownVersion;

export type FetchedSays = { readonly ok: true; readonly says: CalendarSays } | { readonly ok: true; readonly says: null } | { readonly ok: false; readonly reason: ReadFailure };

export const dayMs = 86_400_000;
/** So far ahead a calendar is read; further than anything can be booked. */
const readDays = 200;

/**
 * Fetches a calendar and reads it whole. Nothing here needs the database: it takes seconds at worst, and no transaction waits for it.
 *
 * @param known what it was when it was read last; `says` is then null where it is still the same
 */
export async function fetchOutsideCalendar(address: string, known: KnownVersion | null, { zone, nowMs }: { zone: string; nowMs: number }, { reader, network = openInternet }: CalendarMeans): Promise<FetchedSays> {
  const fetched = await fetchCalendar(address, known, network);
  if (!fetched.ok) return fetched;
  if (fetched.bytes === null) return { ok: true, says: null };
  const within = { fromMs: nowMs - dayMs, untilMs: nowMs + readDays * dayMs };
  const read = await reader.busy(fetched.bytes, { zone, within }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return null;
    throw error;
  });
  if (read === null) return { ok: false, reason: 'too-large' };
  if (!read.ok) return { ok: false, reason: 'not-a-calendar' };
  if (read.unreadable.some(({ reason }) => reason === 'cut-off')) return { ok: false, reason: 'broken-off' };
  if (read.unreadable.some(({ reason }) => reason === 'recurs-too-often')) return { ok: false, reason: 'too-large' };
  const { etag, modified } = fetched;
  return { ok: true, says: { busy: read.busy, unreadable: read.unreadable.length, untilMs: within.untilMs, zone, etag, modified } };
}
