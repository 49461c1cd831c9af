import { setTimeout as pause } from 'node:timers/promises';
import type { WorkerContext } from '../http/load-context.ts';
import { deliverMessage, tryLater } from './deliver-message.server.ts';
import { dueMessages } from './due-messages.server.ts';
import { holdQueue } from './held-queue.server.ts';
import { mailTransport } from './mail-transport.server.ts';
import { recentMarks, sentJournal } from './sent-journal.server.ts';
import { DELIVER_MESSAGE, type DeliverMessage } from './promise-message.server.ts';

const SWEEP_EVERY_MS = 15_000;
const AT_ONCE = 5;

/**
 * Delivers what is promised: each message as its job comes, and every few seconds whatever is due without one (its job was lost, mail was down, or it was
 * promised by a process without a queue). Without a mail server everything waits. Ends with `stopping`.
 */
export async function startDelivering(context: WorkerContext): Promise<void> {
  const { boss, db, log, config, stopping } = context;
  holdQueue(boss);
  if (config.mail === null) return;
  const transport = mailTransport(config.mail.url);
  stopping.addEventListener('abort', () => transport.close(), { once: true });

  const journal = config.sentJournal === null ? null : sentJournal(config.sentJournal, await recentMarks(config.sentJournal).catch((error: unknown) => {
    log.surprise('journal-not-read', error, { part: 'mail' });
    return [];
  }));

  const underWay = new Set<string>();
  const deliverAll = async (messages: readonly DeliverMessage[]): Promise<void> => {
    for (const message of messages) {
      if (stopping.aborted) return;
      // However slowly the mail server takes it: as long as this process is at it, nobody takes it to have died.
      if (underWay.has(message.id)) continue;
      underWay.add(message.id);
      // A message that cannot be dealt with (its key is not here) holds up no other.
      const delivery = await deliverMessage(db, transport, config.sender, message, journal).catch(async (error: unknown) => {
        log.surprise('delivering-failed', error, { part: 'mail' });
        await tryLater(db, message).catch(() => undefined);
        return 'nothing-to-do' as const;
      }).finally(() => underWay.delete(message.id));
      if (delivery !== 'nothing-to-do') log.info('message-tried', { part: 'mail', reason: delivery });
      // The others would only wait for the same silence; they stay promised and the sweep finds them.
      if (delivery === 'mail-down') return;
    }
  };

  await boss.work<DeliverMessage>(DELIVER_MESSAGE, { batchSize: AT_ONCE, pollingIntervalSeconds: 1 }, (jobs) => deliverAll(jobs.map(({ data }) => data)));
  void (async () => {
    while (!stopping.aborted) {
      await dueMessages(db).then(deliverAll).catch((error: unknown) => log.surprise('delivering-failed', error, { part: 'mail' }));
      await pause(SWEEP_EVERY_MS, undefined, { ref: false, signal: stopping }).catch(() => undefined);
    }
  })();
}
