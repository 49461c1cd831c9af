import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { startEveryMinute } from '../http/every-minute.server.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { lockResources, releaseExpiredHolds } from '../occupancy/free-held.server.ts';

/**
 * Once a minute, tidies away holds that ended. Nobody waits for it: whoever books releases what stands in the way, and an ended hold counts as
 * free everywhere; it only keeps the table small and the state of each hold true.
 */
export function startTidyingHolds(context: Pick<WorkerContext, 'db' | 'log' | 'stopping'>): Promise<void> {
  return startEveryMinute(context, 'appointment.release', tidyHolds);
}

/** Releases the ended holds of the acting partnership, under the locks of all that they took. */
export async function tidyHolds(tx: Tx): Promise<void> {
  const ended = await tx.execute<{ id: string }>(sql`
    select distinct o.resource_id as id from appointment a join occupancy o on o.partnership_id = a.partnership_id and o.appointment_id = a.id and o.released_at is null
    where a.partnership_id = ctx_partnership() and a.state = 'held' and a.held_until <= clock_now()`);
  if (ended.length === 0) return;
  const resources = ended.map((row) => row.id);
  await lockResources(tx, resources);
  await releaseExpiredHolds(tx, resources);
}
