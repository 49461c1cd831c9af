import { sql } from 'drizzle-orm';
import { fromDrizzle } from 'pg-boss';
import { contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { heldQueue } from './held-queue.server.ts';
import { DELIVER_MESSAGE, type DeliverMessage } from './promise-message.server.ts';
import type { Template } from './templates.ts';

/** A message that Hallway has stopped trying to send. `promisedAt` is an ISO instant. */
export type Undelivered = { id: string; name: string; template: Template; reason: 'no-address' | 'refused' | 'not-now'; promisedAt: string };

/** What did not arrive, oldest first, and how many messages wait for the mail server to answer. */
export async function undelivered(tx: Tx): Promise<{ messages: Undelivered[]; waiting: number }> {
  const messages = await tx.execute<Undelivered>(sql`
    select m.id, p.given_name || ' ' || p.family_name as name, m.template, m.last_error as reason, to_json(m.promised_at) #>> '{}' as "promisedAt"
    from outbox m join person p on p.id = m.person_id where m.partnership_id = ctx_partnership() and m.state = 'dead' order by m.promised_at, m.id limit 200`);
  const [down] = await tx.execute<{ waiting: number }>(
    sql`select count(*)::int as waiting from outbox where partnership_id = ctx_partnership() and state = 'promised' and last_error = 'mail-down'`,
  );
  return { messages: [...messages], waiting: down?.waiting ?? 0 };
}

/** Promises a message again that was given up; false when it is not one of those. It goes out under the Message-ID that it always had. */
export async function sendAgain(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.execute(sql`update outbox set state = 'promised', attempts = 0, last_error = null, next_try_at = now()
    where partnership_id = ctx_partnership() and id = ${id}::uuid and state = 'dead'`);
  if (count === 0) return false;
  const { partnershipId } = await contextOf(tx);
  await record(tx, { action: 'message.sent-again', subject: { kind: 'message', id } });
  await heldQueue()?.send(DELIVER_MESSAGE, { partnershipId, id } satisfies DeliverMessage, { db: fromDrizzle(tx, sql) });
  return true;
}

/** Whether a message of this partnership is promised or was sent: what a second press of the same button finds. */
export async function isOnItsWay(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.execute(sql`select 1 from outbox where partnership_id = ctx_partnership() and id = ${id}::uuid and state in ('promised', 'sent')`);
  return rows.length > 0;
}
