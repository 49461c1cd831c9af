import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { startEveryMinute } from '../http/every-minute.server.ts';
import type { WorkerContext } from '../http/load-context.ts';

/** So long the answer to a request is kept for a repetition of it: a form left open in a tab, a message tried again. */
export const keptDays = 30;

/** At most so many at a time, so that a first tidying of years holds nobody up. */
const mostAtOnce = 5_000;

/** Once a minute, forgets the answers to requests that nobody sends again any more (`once`). */
export function startForgettingAnswers(context: Pick<WorkerContext, 'db' | 'log' | 'stopping'>): Promise<void> {
  return startEveryMinute(context, 'idempotency.forget', async (tx) => void (await forgetAnswers(tx)));
}

/** Forgets the old answers of the acting partnership. Returns how many there were. */
export async function forgetAnswers(tx: Tx): Promise<number> {
  const { count } = await tx.execute(sql`
    delete from idempotency i using (
      select actor_id, key from idempotency where partnership_id = ctx_partnership() and at < clock_now() - make_interval(days => ${keptDays}) order by at limit ${mostAtOnce}
    ) old where i.partnership_id = ctx_partnership() and i.actor_id = old.actor_id and i.key = old.key`);
  return count;
}
