import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { readOutsideCalendar } from './read-outside-calendar.server.ts';

const everyMs = 60_000;

/** Once a minute, reads the outside calendars that are due, one after the other: each every quarter of an hour, sooner after a jump of the clock. Ends with `stopping`. */
export function startReadingCalendars({ db, log, stopping, calendars }: Pick<WorkerContext, 'db' | 'log' | 'stopping' | 'calendars'>): Promise<void> {
  const everywhere = async () => {
    const partnerships = await db.execute<{ id: string }>(sql`select gate.partnerships_with_work() as id`);
    for (const { id: partnershipId } of partnerships) {
      const job = { kind: 'job' as const, partnershipId };
      const due = await asActor(db, job, 'outside-calendar.read', (tx) => tx.execute<{ id: string }>(sql`select therapist_id as id from outside_calendar where next_check_at <= clock_now() or next_check_at > clock_now() + interval '1 hour'`));
      for (const { id } of due) {
        if (stopping.aborted) return;
        await readOutsideCalendar(db, job, id, { atOnce: false, reader: calendars }).catch((error: unknown) => log.surprise('calendar-not-read', error, { job: 'outside-calendar.read' }));
      }
    }
  };
  void (async () => {
    while (!stopping.aborted) {
      await everywhere().catch((error: unknown) => log.surprise('minute-work-failed', error, { job: 'outside-calendar.read' }));
      await pause(everyMs, undefined, { ref: false, signal: stopping }).catch(() => undefined);
    }
  })();
  return Promise.resolve();
}
