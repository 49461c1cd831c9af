import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { fromDrizzle } from 'pg-boss';
import type { Temporal } from 'temporal-polyfill';
import { contextOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import type { QueueName } from '../../db/queues.server.ts';
import { keyVersionToSeal } from '../sealed/key-version.server.ts';
import { heldQueue } from './held-queue.server.ts';
import { sealParams } from './sealed-params.server.ts';
import type { FamilyTemplate, Template, TemplateParams, Written } from './templates.ts';

/** What is promised to be sent. */
export type Promised<T extends Template> = {
  /** The person it is for; their address is looked up when it is sent. */
  to: string;
  template: T;
  params: TemplateParams[T];
  /** The language it is written in, if not the person's own. */
  language?: string;
  /** After this instant it is of no use and is dropped instead of sent: a reminder after the visit, a link that has ended. */
  notAfter?: Temporal.Instant;
  /** Whom it tells of: once that student's record is erased, it does not go out, whoever it is for. */
  about?: string;
  /** Names the event that is told of (`appointment:<id>:<sequence>:<person>`): the same key twice is one message. */
  dedupeKey: string;
} & (T extends FamilyTemplate ? { about: string } : unknown);

/** The job that delivers one message. */
export type DeliverMessage = { partnershipId: string; id: string };
export const DELIVER_MESSAGE: QueueName = 'deliver-message';

/**
 * Promises a message in the caller's transaction: the row and its job commit with the change they tell of, or not at all. It is then sent at least once,
 * always under the same Message-ID, so that a mail program shows it once. What is about a student whose record was erased is not promised, without a word.
 *
 * The job is enqueued without a notification, which would make all commits of the cluster queue for one lock.
 */
export async function promiseMessage<T extends Template>(tx: Tx, promised: Promised<T>): Promise<void> {
  const [{ partnershipId }, version] = await Promise.all([contextOf(tx), keyVersionToSeal(tx)]);
  const id = randomUUID();
  const sealed = sealParams({ partnershipId, id }, { template: promised.template, params: promised.params } as unknown as Written, version);
  // Without naming the constraint: with it the row would have to be one that the promiser may also read, and a guardian reads no outbox.
  const { count } = await tx.execute(sql`insert into outbox (partnership_id, id, person_id, channel, template, language, sealed, dedupe_key, not_after, student_id)
    values (${partnershipId}, ${id}, ${promised.to}, 'email', ${promised.template}, ${promised.language ?? null}, ${sealed}, ${promised.dedupeKey}, ${promised.notAfter?.toString() ?? null}, ${promised.about ?? null})
    on conflict do nothing`);
  if (count === 0) return;
  await heldQueue()?.send(DELIVER_MESSAGE, { partnershipId, id } satisfies DeliverMessage, { db: fromDrizzle(tx, sql) });
}
