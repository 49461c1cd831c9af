import { sql } from 'drizzle-orm';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { fetchCalendar, openInternet, type CalendarNetwork, type Fetched, type KnownVersion } from '../calendars/fetch-calendar.server.ts';
import { readCalendar } from '../calendars/read-calendar.ts';
import type { Interval } from '../time/interval.ts';
import type { ReadFailure } from './outside-calendar.server.ts';
import { openAddress } from './sealed-address.server.ts';

const dayMs = 86_400_000;
/** So far ahead a calendar is read; further than anything can be booked. A calendar that did not change is read whole again before that is used up. */
const readDays = 200;
const readAgainDays = 190;

type Due = { id: string; therapistId: string; sealed: Buffer; etag: string | null; modified: string | null; zone: string | null; readUntilMs: number | null };

/**
 * Reads a therapist's outside calendar anew, if it is due (`atOnce`: whatever was due), and keeps when it says that they are busy. Whoever reads it claims it
 * first, so that two processes do not; the network is asked between two transactions. What fails leaves the times as they were, until they are stale.
 *
 * @returns null when another has it in hand, or there is none
 */
export async function readOutsideCalendar(db: Database, actor: Actor, therapistId: string, { atOnce, network = openInternet }: { atOnce: boolean; network?: CalendarNetwork }): Promise<{ failed: ReadFailure | null } | null> {
  const claimed = await asActor(db, actor, 'outside-calendar.read', async (tx) => {
    const due = await claim(tx, therapistId, atOnce);
    return due && { due, nowMs: (await nowOf(tx)).epochMilliseconds };
  });
  if (!claimed) return null;
  const { due, nowMs } = claimed;
  const known: KnownVersion | null = due.readUntilMs !== null && due.readUntilMs > nowMs + readAgainDays * dayMs ? due : null;
  const fetched = await fetchCalendar(openAddress(due, due.sealed), known, network);
  const within = { fromMs: nowMs - dayMs, untilMs: nowMs + readDays * dayMs };
  return asActor(db, actor, 'outside-calendar.read', (tx) => store(tx, due, fetched, within));
}

async function claim(tx: Tx, therapistId: string, atOnce: boolean): Promise<Due | null> {
  const [row] = await tx.execute<Due>(sql`
    update outside_calendar c set next_check_at = clock_now() + interval '15 minutes', checked_at = clock_now()
    where c.therapist_id = ${therapistId} and (${atOnce} or c.next_check_at <= clock_now() or c.next_check_at > clock_now() + interval '1 hour')
    returning c.id, c.therapist_id as "therapistId", c.address_sealed as sealed, c.etag, c.modified, (extract(epoch from c.read_until) * 1000)::float8 as "readUntilMs",
      (select h.zone from therapist_hours h where h.therapist_id = c.therapist_id order by upper(h.during) desc nulls first, h.weekday limit 1) as zone`);
  return row ?? null;
}

async function store(tx: Tx, due: Due, fetched: Fetched, within: Interval): Promise<{ failed: ReadFailure | null }> {
  const fail = async (reason: ReadFailure) => {
    await tx.execute(sql`update outside_calendar set failed_because = ${reason} where id = ${due.id}`);
    return { failed: reason };
  };
  if (!fetched.ok) return fail(fetched.reason);
  if (fetched.bytes === null) {
    await tx.execute(sql`update outside_calendar set failed_because = null, read_at = clock_now() where id = ${due.id}`);
    return { failed: null };
  }
  const zone = due.zone ?? (await tx.execute<{ zone: string }>(sql`select zone from partnership where id = ctx_partnership()`))[0]?.zone ?? 'UTC';
  const read = readCalendar(fetched.bytes, { zone, within });
  if (!read.ok) return fail('not-a-calendar');
  if (read.unreadable.some(({ reason }) => reason === 'cut-off')) return fail('broken-off');
  if (read.unreadable.some(({ reason }) => reason === 'recurs-too-often')) return fail('too-large');
  await keepBusy(tx, due, read.busy);
  await tx.execute(sql`update outside_calendar set failed_because = null, read_at = clock_now(), read_until = ${new Date(within.untilMs).toISOString()}, unreadable = ${read.unreadable.length}, etag = ${fetched.etag}, modified = ${fetched.modified} where id = ${due.id}`);
  return { failed: null };
}

/** Only what differs is written: every row is told to all who keep free times. */
async function keepBusy(tx: Tx, { id, therapistId }: Due, busy: readonly Interval[]): Promise<void> {
  const iso = (ms: number) => new Date(ms).toISOString();
  const given = sql`(select distinct tstzrange(u.f::timestamptz, u.u::timestamptz) as during from unnest(${sql.param(busy.map(({ fromMs }) => iso(fromMs)))}::text[], ${sql.param(busy.map(({ untilMs }) => iso(untilMs)))}::text[]) u(f, u))`;
  await tx.execute(sql`delete from outside_busy b where b.calendar_id = ${id} and not exists (select from ${given} g where g.during = b.during)`);
  await tx.execute(sql`insert into outside_busy (therapist_id, calendar_id, during) select ${therapistId}::uuid, ${id}::uuid, g.during from ${given} g on conflict do nothing`);
}
