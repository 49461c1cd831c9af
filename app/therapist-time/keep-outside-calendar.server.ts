import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, nowOf, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { calendarAddress, hostOf } from '../calendars/calendar-address.ts';
import type { Interval } from '../time/interval.ts';
import { fetchOutsideCalendar, type CalendarMeans, type CalendarSays, type ReadFailure } from './fetch-outside-calendar.server.ts';
import { sealAddress } from './sealed-address.server.ts';

/**
 * Uses the calendar of an address that somebody typed in place of any before, once it was fetched and read. One that cannot be read changes nothing: the
 * one before stays, with its times.
 */
export async function keepOutsideCalendar(db: Database, actor: Actor, therapistId: string, typed: string, means: CalendarMeans): Promise<{ ok: true } | { ok: false; reason: ReadFailure | 'not-an-address' }> {
  const address = calendarAddress(typed);
  if (address === null) return { ok: false, reason: 'not-an-address' };
  const onClock = await asActor(db, actor, 'outside-calendar.read', async (tx) => ({ zone: await readingZone(tx, therapistId), nowMs: (await nowOf(tx)).epochMilliseconds }));
  const fetched = await fetchOutsideCalendar(address, null, onClock, means);
  if (!fetched.ok) return fetched;
  const { says } = fetched;
  if (says === null) throw new Error('A calendar that was never read cannot be the same as before.');
  await asActor(db, actor, 'availability.change', async (tx) => {
    const id = randomUUID();
    // Two that are sent at once follow each other.
    await tx.execute(sql`select lock_resources(array[${therapistId}::uuid])`);
    await tx.execute(sql`delete from outside_calendar where therapist_id = ${therapistId}`);
    await tx.execute(sql`insert into outside_calendar (id, therapist_id, address_sealed, host, next_check_at, checked_at) values (${id}, ${therapistId}, ${await sealAddress(tx, { id, therapistId }, address)}, ${hostOf(address)},
      clock_now() + interval '15 minutes', clock_now())`);
    await keepSaid(tx, { id, therapistId }, says);
    await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'outside-calendar' } });
  });
  return { ok: true };
}

/** On whose clock floating times and whole days are read: the therapist's of today (`zoneAt`), else the partnership's. */
export async function readingZone(tx: Tx, therapistId: string): Promise<string> {
  const [row] = await tx.execute<{ zone: string | null }>(sql`
    select coalesce((select h.zone from therapist_hours h where h.therapist_id = ${therapistId} order by h.during @> (clock_now() at time zone h.zone)::date desc, upper(h.during) desc nulls first, h.weekday limit 1),
      (select zone from partnership where id = ctx_partnership())) as zone`);
  return row?.zone ?? 'UTC';
}

/** Writes what a calendar says, as read just now. */
export async function keepSaid(tx: Tx, calendar: { id: string; therapistId: string }, { busy, unreadable, untilMs, zone, etag, modified }: CalendarSays): Promise<void> {
  await keepBusy(tx, calendar, busy);
  await tx.execute(sql`update outside_calendar set failed_because = null, read_at = clock_now(), read_until = ${new Date(untilMs).toISOString()}, read_zone = ${zone}, unreadable = ${unreadable}, etag = ${etag}, modified = ${modified} where id = ${calendar.id}`);
}

/** Only what differs is written: every row is told to all who keep free times. */
async function keepBusy(tx: Tx, { id, therapistId }: { id: string; therapistId: string }, busy: readonly Interval[]): Promise<void> {
  const iso = (ms: number) => new Date(ms).toISOString();
  const given = sql`(select distinct tstzrange(u.f::timestamptz, u.u::timestamptz) as during from unnest(${sql.param(busy.map(({ fromMs }) => iso(fromMs)))}::text[], ${sql.param(busy.map(({ untilMs }) => iso(untilMs)))}::text[]) u(f, u))`;
  await tx.execute(sql`delete from outside_busy b where b.calendar_id = ${id} and not exists (select from ${given} g where g.during = b.during)`);
  await tx.execute(sql`insert into outside_busy (therapist_id, calendar_id, during) select ${therapistId}::uuid, ${id}::uuid, g.during from ${given} g on conflict do nothing`);
}
