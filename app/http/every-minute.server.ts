import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { WorkerContext } from './load-context.ts';

const EVERY_MS = 60_000;

/**
 * Does something once a minute in each partnership, as the product itself, each in a transaction of its own. For work that only tidies: nobody
 * waits for it, and a minute that failed is made up for by the next. Returns as soon as the loop runs; it ends with `stopping`.
 */
export async function startEveryMinute({ db, log, stopping }: Pick<WorkerContext, 'db' | 'log' | 'stopping'>, purpose: string, work: (tx: Tx) => Promise<void>): Promise<void> {
  const everywhere = async () => {
    const partnerships = await db.execute<{ id: string }>(sql`select gate.partnerships_with_work() as id`);
    for (const { id } of partnerships) await asActor(db, { kind: 'job', partnershipId: id }, purpose, work);
  };
  void (async () => {
    while (!stopping.aborted) {
      await everywhere().catch((error: unknown) => log.surprise('minute-work-failed', error, { job: purpose }));
      await pause(EVERY_MS, undefined, { ref: false, signal: stopping }).catch(() => undefined);
    }
  })();
}
