import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { asActor, type Actor } from '../../db/as-actor.server.ts';
import type { Database, Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import { FALLBACK_LANGUAGE, isLanguage } from '../i18n/languages.ts';
import { textFor } from '../i18n/text.server.ts';
import { deliveryFailure, waitSeconds, type DeliveryFailure } from './delivery-failure.ts';
import type { MailTransport, OutgoingMail } from './mail-transport.server.ts';
import { isDue } from './due-messages.server.ts';
import { recipientOf, type NoRecipient } from './recipient.server.ts';
import { openParams } from './sealed-params.server.ts';
import { sentMark, type SentJournal } from './sent-journal.server.ts';
import type { Written } from './templates.ts';
import { writtenMail } from './written-mail.ts';

/**
 * What became of one try. `nothing-to-do`: sent already, dropped, given up, or somebody else is at it. `sent-before`: the mail server took it, and this database
 * did not know, because a backup was brought back, or because it could not be told then. `erased`: it tells of a student whose record was erased since.
 */
export type Delivery = 'sent' | 'sent-before' | 'nothing-to-do' | 'too-late' | 'erased' | NoRecipient['reason'] | DeliveryFailure;

/** How long a try may take before it is taken to have died with its process, and another begins. */
const LEASE_SECONDS = 120;
const SURPRISE_WAIT_SECONDS = 300;

/**
 * Tries to deliver one message of the outbox.
 *
 * Steps, each safe to die after: take the message for two minutes (so that no one else sends it meanwhile), hand it to the mail server under its own
 * Message-ID, note in the journal that it is out, write the same into the database. Whoever dies before the last leaves a message that the journal knows: it is
 * only written down. Whoever dies before the journal leaves one that is sent once more: the same bytes under the same Message-ID, which a mail program shows once.
 *
 * @param journal what says outside the database what went out; null keeps none
 */
export async function deliverMessage(
  db: Database, transport: MailTransport, from: string, message: { partnershipId: string; id: string }, journal: SentJournal | null = null,
): Promise<Delivery> {
  const job: Actor = { kind: 'job', partnershipId: message.partnershipId };
  const taken = await asActor(db, job, 'message.deliver', (tx) => take(tx, message, from));
  if (typeof taken === 'string') return taken;
  if (journal?.knows(taken.mark)) {
    await writeDown(db, job, message.id, taken);
    return 'sent-before';
  }
  try {
    await transport.send(taken.mail);
  } catch (error) {
    const failure = deliveryFailure(error);
    await asActor(db, job, 'message.deliver', (tx) => putOff(tx, message.id, failure));
    return failure;
  }
  // It is out: whatever happens to the journal, it must never be taken for one that still has to go.
  const noted = journal === null ? null : await journal.note(message.partnershipId, taken.mark, Date.now()).then(() => null, (error: unknown) => error);
  await writeDown(db, job, message.id, taken);
  if (noted !== null) throw new Error('The journal of sent messages cannot be written', { cause: noted });
  return 'sent';
}

async function writeDown(db: Database, job: Actor, id: string, { template, personId }: { template: Written['template']; personId: string }): Promise<void> {
  await asActor(db, job, 'message.deliver', async (tx) => {
    const { count } = await tx.execute(sql`update outbox set state = 'sent', sent_at = clock_now(), sealed = null, last_error = null
      where partnership_id = ctx_partnership() and id = ${id} and state = 'promised'`);
    if (count > 0) await record(tx, { action: 'message.sent', subject: { kind: 'message', id }, body: { template, toPersonId: personId } });
  });
}

/** After a try that ended in a surprise: the next is in a few minutes, so that others come first. What went out meanwhile stays as it is. */
export async function tryLater(db: Database, { partnershipId, id }: { partnershipId: string; id: string }): Promise<void> {
  await asActor(db, { kind: 'job', partnershipId }, 'message.deliver', (tx) => tx.execute(sql`update outbox set next_try_at = now() + make_interval(secs => ${SURPRISE_WAIT_SECONDS})
    where partnership_id = ctx_partnership() and id = ${id} and state = 'promised'`));
}

type Taken = { personId: string; template: Written['template']; language: string | null; sealed: Buffer; stampedAt: string; dedupeKey: string; tooLate: boolean; erased: boolean };

/** Takes the message for this try, or says why there is nothing to send. */
async function take(tx: Tx, message: { partnershipId: string; id: string }, from: string): Promise<Delivery | { mail: OutgoingMail; template: Written['template']; personId: string; mark: Buffer }> {
  const [row] = await tx.execute<Taken>(sql`update outbox set next_try_at = now() + make_interval(secs => ${LEASE_SECONDS})
    where partnership_id = ctx_partnership() and id = ${message.id} and state = 'promised' and ${isDue}
    returning person_id as "personId", template, language, sealed, dedupe_key as "dedupeKey", to_json(promised_at) #>> '{}' as "stampedAt", coalesce(not_after <= clock_now(), false) as "tooLate",
      exists (select from erasure x where x.partnership_id = outbox.partnership_id and x.student_id = outbox.student_id and x.regime = 'both') as erased`);
  if (row === undefined) return 'nothing-to-do';
  const content = openParams(message, row.sealed);
  const mark = sentMark(message.partnershipId, row.dedupeKey, content);
  if (await wasHandedOver(tx, message.id, mark)) return 'sent-before';
  if (row.erased) return drop(tx, message.id, 'erased');
  if (row.tooLate) return drop(tx, message.id, 'too-late');
  const recipient = await recipientOf(tx, row.personId, row.template);
  if (!recipient.ok && recipient.reason === 'not-by-email') return drop(tx, message.id, recipient.reason);
  if (!recipient.ok) return giveUp(tx, message.id, recipient.reason);
  const asked = row.language ?? recipient.language;
  const language = isLanguage(asked) ? asked : FALLBACK_LANGUAGE;
  const stampedAt = Temporal.Instant.from(row.stampedAt);
  const { givenName } = recipient;
  const address = content.template === 'address-changed' ? content.params.sentTo : recipient.address;
  const written = writtenMail(content, { from, to: address, givenName, stampedAt }, language, textFor(language, 'messages'));
  return { mail: { ...written, messageId: `<${message.id}@${from.split('@')[1] ?? 'hallway'}>`, from, to: address, language }, template: row.template, personId: row.personId, mark };
}

/** After an older copy of the database was brought back: what went out since is not sent again. */
async function wasHandedOver(tx: Tx, id: string, mark: Buffer): Promise<boolean> {
  const { count } = await tx.execute(sql`update outbox o set state = 'sent', sent_at = h.at, sealed = null, last_error = null from handed_over h
    where o.partnership_id = ctx_partnership() and o.id = ${id} and h.partnership_id = o.partnership_id and h.mark = ${mark}`);
  return count > 0;
}

async function putOff(tx: Tx, id: string, failure: DeliveryFailure): Promise<void> {
  const [row] = await tx.execute<{ attempts: number }>(sql`update outbox set attempts = attempts + ${failure === 'mail-down' ? 0 : 1}, last_error = ${failure}
    where partnership_id = ctx_partnership() and id = ${id} and state = 'promised' returning attempts`);
  if (row === undefined) return;
  const wait = waitSeconds(failure, row.attempts);
  if (wait === null) await giveUp(tx, id, failure);
  else await tx.execute(sql`update outbox set next_try_at = now() + make_interval(secs => ${wait}) where partnership_id = ctx_partnership() and id = ${id}`);
}

/** No longer of use, or not wanted: gone for good, contents wiped. */
async function drop<R extends Delivery>(tx: Tx, id: string, reason: R): Promise<R> {
  await tx.execute(sql`update outbox set state = 'dropped', sealed = null, last_error = ${reason} where partnership_id = ctx_partnership() and id = ${id}`);
  return reason;
}

/** A person must look: shown to staff, who can mend the address and have it sent again. */
async function giveUp<R extends Delivery>(tx: Tx, id: string, reason: R): Promise<R> {
  const [row] = await tx.execute<{ toPersonId: string }>(sql`update outbox set state = 'dead', last_error = ${reason}
    where partnership_id = ctx_partnership() and id = ${id} returning person_id as "toPersonId"`);
  await record(tx, { action: 'message.undelivered', subject: { kind: 'message', id }, body: { reason, toPersonId: row?.toPersonId ?? null } });
  return reason;
}
