import { sql } from 'drizzle-orm';
import { startEveryMinute } from '../http/every-minute.server.ts';
import type { WorkerContext } from '../http/load-context.ts';

/** Once a minute, takes rows of the change log away that are older than any reader waits (an hour; the gate decides, and tells who comes later). */
export function startPruningChanges(context: Pick<WorkerContext, 'db' | 'log' | 'stopping'>): Promise<void> {
  return startEveryMinute(context, 'resource-change.prune', async (tx) => void (await tx.execute(sql`select gate.prune_resource_changes()`)));
}
