import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { ReadFailure } from './fetch-outside-calendar.server.ts';

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

/** Forgets the calendar and when it said that its therapist is busy. */
export async function removeOutsideCalendar(tx: Tx, therapistId: string): Promise<void> {
  await tx.execute(sql`delete from outside_calendar where therapist_id = ${therapistId}`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'outside-calendar-removed' } });
}
