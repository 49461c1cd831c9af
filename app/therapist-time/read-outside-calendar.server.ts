import { sql } from 'drizzle-orm';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import type { KnownVersion } from '../calendars/fetch-calendar.server.ts';
import { dayMs, fetchOutsideCalendar, type CalendarMeans, type FetchedSays, type ReadFailure } from './fetch-outside-calendar.server.ts';
import { keepSaid, readingZone } from './keep-outside-calendar.server.ts';
import { openAddress } from './sealed-address.server.ts';

/** A calendar that did not change is read whole again before what was read of it is used up. */
const readAgainDays = 190;

type Due = { id: string; therapistId: string; sealed: Buffer; etag: string | null; modified: string | null; readUntilMs: number | null; readZone: string | null; claimedAt: string };

/**
 * Reads a therapist's outside calendar anew, if it is due (`atOnce`: whatever was due), and keeps when it says that they are busy. Whoever reads it claims it
 * first; fetching and reading it lie between two transactions, and what was found is dropped where somebody claimed it meanwhile or another took its
 * place. What fails leaves the times as they were, until they are stale.
 *
 * @returns null when another has it in hand, or there is none
 */
export async function readOutsideCalendar(db: Database, actor: Actor, therapistId: string, { atOnce, ...means }: { atOnce: boolean } & CalendarMeans): Promise<{ failed: ReadFailure | null } | null> {
  const claimed = await asActor(db, actor, 'outside-calendar.read', async (tx) => {
    const due = await claim(tx, therapistId, atOnce);
    return due && { due, zone: await readingZone(tx, therapistId), nowMs: (await nowOf(tx)).epochMilliseconds };
  });
  if (!claimed) return null;
  const { due, zone, nowMs } = claimed;
  const fetched = await fetchOutsideCalendar(openAddress(due, due.sealed), stillHolds(due, zone, nowMs), { zone, nowMs }, means);
  return asActor(db, actor, 'outside-calendar.read', (tx) => store(tx, due, fetched));
}

/** What may be asked about with "is it still the same": not what was read on another clock, nor what is nearly used up. */
function stillHolds({ etag, modified, readUntilMs, readZone }: Due, zone: string, nowMs: number): KnownVersion | null {
  return readZone === zone && readUntilMs !== null && readUntilMs > nowMs + readAgainDays * dayMs ? { etag, modified } : null;
}

async function claim(tx: Tx, therapistId: string, atOnce: boolean): Promise<Due | null> {
  const [row] = await tx.execute<Due>(sql`
    update outside_calendar c set next_check_at = clock_now() + interval '15 minutes', checked_at = clock_now()
    where c.therapist_id = ${therapistId} and (${atOnce} or c.next_check_at <= clock_now() or c.next_check_at > clock_now() + interval '1 hour')
    returning c.id, c.therapist_id as "therapistId", c.address_sealed as sealed, c.etag, c.modified, (extract(epoch from c.read_until) * 1000)::float8 as "readUntilMs", c.read_zone as "readZone", to_json(c.checked_at) #>> '{}' as "claimedAt"`);
  return row ?? null;
}

async function store(tx: Tx, due: Due, fetched: FetchedSays): Promise<{ failed: ReadFailure | null } | null> {
  const mine = await tx.execute(sql`select from outside_calendar where id = ${due.id} and checked_at = ${due.claimedAt}::timestamptz for update`);
  if (mine.length === 0) return null;
  if (!fetched.ok) {
    await tx.execute(sql`update outside_calendar set failed_because = ${fetched.reason} where id = ${due.id}`);
    return { failed: fetched.reason };
  }
  if (fetched.says === null) await tx.execute(sql`update outside_calendar set failed_because = null, read_at = clock_now() where id = ${due.id}`);
  else await keepSaid(tx, due, fetched.says);
  return { failed: null };
}
