import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { FALLBACK_LANGUAGE, isLanguage } from '../i18n/languages.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';
import type { WorkerContext } from '../http/load-context.ts';
import { makeLink } from './links.server.ts';
import { openAsked, signInLinkQueue, type Asked } from './sealed-ask.server.ts';
import { countTry, forgetOldTries } from './tries.server.ts';

/** How long such a link works. */
const linkMinutes = 10;

/** Begins to look after the queue of those who asked for a sign-in link. */
export async function startSignInLinks(context: WorkerContext): Promise<void> {
  await context.boss.work<{ box: string }>(signInLinkQueue, { pollingIntervalSeconds: 1 }, async (jobs) => {
    for (const job of jobs) await sendSignInLinks(context, job.id, openAsked(context.config, job.data.box));
    await forgetOldTries(context);
  });
}

/**
 * Writes a link to every guardian with that address whom staff have confirmed, with the right to see, in each partnership. The same job run again
 * makes the same links and messages. An unknown address is no error; above the partnership's limit nothing more is written for a while.
 */
export async function sendSignInLinks(context: Pick<WorkerContext, 'db' | 'authDb' | 'config'>, jobId: string, { address, deviceSha256 }: Asked): Promise<void> {
  if (address === null) return;
  const partnerships = await context.db.execute<{ id: string }>(sql`select gate.partnerships_with_work() as id`);
  for (const { id: partnershipId } of partnerships) {
    await asActor(context.db, { kind: 'job', partnershipId }, 'send a sign-in link', async (tx) => {
      const notAfter = (await nowOf(tx)).add({ minutes: linkMinutes });
      for (const guardian of await guardiansWith(tx, address)) {
        if (!(await countTry(context, 'ask-partnership', partnershipId))) return;
        const linkId = uuidFrom(`${jobId} ${partnershipId} ${guardian.id}`);
        const { url } = await makeLink(tx, context.config, { kind: 'sign_in', personId: guardian.id, deviceSha256 }, linkId);
        const language = isLanguage(guardian.language) ? guardian.language : FALLBACK_LANGUAGE;
        await promiseMessage(tx, {
          to: guardian.id,
          template: 'sign-in-link',
          params: { url: `${url}?lang=${language}`, minutes: linkMinutes },
          language,
          notAfter,
          dedupeKey: `sign-in-link ${linkId}`,
        });
      }
    });
  }
}

async function guardiansWith(tx: Tx, address: string): Promise<{ id: string; language: string }[]> {
  const rows = await tx.execute<{ id: string; language: string }>(sql`
    select p.id, min(g.language) as language from person p join guardianship g on g.guardian_id = p.id
    where g.partnership_id = ctx_partnership() and lower(p.email) = lower(${address}) and g.confirmed_at is not null and g.access_right
      and g.during @> (clock_now() at time zone (select zone from partnership where id = ctx_partnership()))::date
    group by p.id`);
  return [...rows];
}

function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
