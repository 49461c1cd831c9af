import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { calendarAddress, hostOf } from '../calendars/calendar-address.ts';
import type { FetchFailure } from '../calendars/fetch-calendar.server.ts';
import { sealAddress } from './sealed-address.server.ts';

/** Why an outside calendar could not be read. */
export type ReadFailure = FetchFailure | 'not-a-calendar' | 'broken-off';

/** A therapist's outside calendar as they see it; instants as ISO text. `busy` counts the busy times to come. */
export type OutsideCalendar = {
  readonly id: string;
  readonly host: string;
  readonly checkedAt: string | null;
  readonly readAt: string | null;
  readonly failedBecause: ReadFailure | null;
  readonly unreadable: number;
  readonly busy: number;
  readonly stale: boolean;
};

export async function outsideCalendarOf(tx: Tx, therapistId: string): Promise<OutsideCalendar | null> {
  const [row] = await tx.execute<OutsideCalendar>(sql`
    select c.id, c.host, to_json(c.checked_at) #>> '{}' as "checkedAt", to_json(c.read_at) #>> '{}' as "readAt", c.failed_because as "failedBecause", c.unreadable, gate.outside_calendar_is_stale(c.therapist_id) as stale,
      (select count(*)::int from outside_busy b where b.calendar_id = c.id and upper(b.during) > clock_now()) as busy
    from outside_calendar c where c.therapist_id = ${therapistId}`);
  return row ?? null;
}

/** Keeps the address of a therapist's outside calendar in place of any before; it is read at once by whoever called, and then every quarter of an hour. */
export async function keepOutsideCalendar(tx: Tx, therapistId: string, typed: string): Promise<{ ok: true; id: string } | { ok: false; reason: 'not-an-address' }> {
  const address = calendarAddress(typed);
  if (address === null) return { ok: false, reason: 'not-an-address' };
  const id = randomUUID();
  await tx.execute(sql`delete from outside_calendar where therapist_id = ${therapistId}`);
  await tx.execute(sql`insert into outside_calendar (id, therapist_id, address_sealed, host) values (${id}, ${therapistId}, ${await sealAddress(tx, { id, therapistId }, address)}, ${hostOf(address)})`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'outside-calendar' } });
  return { ok: true, id };
}

/** Forgets the calendar and when it said that its therapist is busy. */
export async function removeOutsideCalendar(tx: Tx, therapistId: string): Promise<void> {
  await tx.execute(sql`delete from outside_calendar where therapist_id = ${therapistId}`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'outside-calendar-removed' } });
}
