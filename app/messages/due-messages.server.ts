import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Database } from '../../db/connect.server.ts';
import type { DeliverMessage } from './promise-message.server.ts';

const AT_ONCE = 200;

/** No wait is longer than eight hours: a later time was written while the clock ran ahead, and nobody is to wait for it. */
export const isDue = sql`(next_try_at <= now() or next_try_at > now() + interval '9 hours')`;

/** Messages of all partnerships that are due now: whose job was lost, or never made, or that wait for mail to come back. Oldest first, a bounded number. */
export async function dueMessages(db: Database): Promise<DeliverMessage[]> {
  const partnerships = await db.execute<{ id: string }>(sql`select id from gate.partnerships_with_work() id`);
  const due: DeliverMessage[] = [];
  for (const { id: partnershipId } of partnerships) {
    const rows = await asActor(db, { kind: 'job', partnershipId }, 'message.deliver', (tx) =>
      tx.execute<{ id: string }>(sql`select id from outbox where partnership_id = ctx_partnership() and state = 'promised' and ${isDue}
        order by next_try_at limit ${AT_ONCE}`));
    due.push(...rows.map(({ id }) => ({ partnershipId, id })));
  }
  return due;
}
