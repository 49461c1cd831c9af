import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { Interval } from '../time/interval.ts';
import type { TimeOffReason } from './time-off-form.ts';

/** Time off as its therapist sees it; epoch milliseconds. */
export type TimeOff = Interval & { readonly id: string; readonly zone: string; readonly reason: TimeOffReason };

const range = ({ fromMs, untilMs }: Interval) => sql`tstzrange(${new Date(fromMs).toISOString()}::timestamptz, ${new Date(untilMs).toISOString()}::timestamptz)`;

/** A therapist's time off that is not over, in order. */
export async function timeOffOf(tx: Tx, therapistId: string): Promise<TimeOff[]> {
  return [...await tx.execute<TimeOff>(sql`
    select t.id, (extract(epoch from lower(t.during)) * 1000)::float8 as "fromMs", (extract(epoch from upper(t.during)) * 1000)::float8 as "untilMs", t.zone, t.reason
    from time_off t where t.therapist_id = ${therapistId} and upper(t.during) > clock_now() order by t.during`)];
}

/** Adds time off. Visits that are booked in it keep standing until somebody moves them; they are listed. */
export async function addTimeOff(tx: Tx, therapistId: string, { zone, reason, ...during }: Interval & { zone: string; reason: TimeOffReason }): Promise<string> {
  const id = randomUUID();
  await tx.execute(sql`insert into time_off (id, therapist_id, during, zone, reason) values (${id}, ${therapistId}, ${range(during)}, ${zone}, ${reason})`);
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'time-off' } });
  return id;
}

/** Takes time off back. False when there is none of that id that is theirs. */
export async function removeTimeOff(tx: Tx, therapistId: string, id: string): Promise<boolean> {
  const removed = await tx.execute(sql`delete from time_off where therapist_id = ${therapistId} and id = ${id} returning id`);
  if (removed.length === 0) return false;
  await record(tx, { action: 'availability.changed', subject: { kind: 'therapist', id: therapistId }, body: { what: 'time-off-removed' } });
  return true;
}
