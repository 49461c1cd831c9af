import { createHmac } from 'node:crypto';
import { lt, sql, and, like } from 'drizzle-orm';
import { rateLimit } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';

/** What is counted, and how much of it is allowed in a window. */
const limits = {
  /** Links asked for one address: a few, so that nobody's mailbox is filled. */
  'ask-address': { most: 4, windowSeconds: 15 * 60 },
  /** Links asked for from one network address; a school's staff may share one. */
  'ask-from': { most: 40, windowSeconds: 15 * 60 },
  /** Links tried from one network address: guessing 32 bytes is hopeless, loading our database is not. */
  'open-from': { most: 120, windowSeconds: 15 * 60 },
} as const;

export type Try = keyof typeof limits;

/**
 * Counts one try and says whether it is still within the limit. Survives a restart, and two that come at once are both counted.
 *
 * @param of what is limited, for example an address; only a keyed hash of it is stored
 */
export async function countTry({ authDb, config }: Pick<HallwayContext, 'authDb' | 'config'>, what: Try, of: string): Promise<boolean> {
  const { most, windowSeconds } = limits[what];
  const key = `${what}:${createHmac('sha256', config.sessionSecret).update(`${what}\0${of}`).digest('base64url')}`;
  const nowMs = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  const over = sql`${rateLimit.lastRequest} <= ${nowMs} - ${windowSeconds * 1000}`;
  const [row] = await authDb
    .insert(rateLimit)
    .values({ key, count: 1, lastRequest: nowMs })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: { count: sql`case when ${over} then 1 else ${rateLimit.count} + 1 end`, lastRequest: sql`case when ${over} then ${nowMs} else ${rateLimit.lastRequest} end` },
    })
    .returning({ count: rateLimit.count });
  return (row?.count ?? 0) <= most;
}

/** Forgets counts whose window is long over. */
export async function forgetOldTries({ authDb }: Pick<HallwayContext, 'authDb'>): Promise<void> {
  await authDb.delete(rateLimit).where(and(
    like(rateLimit.key, '%-%:%'),
    lt(rateLimit.lastRequest, sql`(extract(epoch from clock_timestamp()) * 1000)::bigint - 86400000`),
  ));
}
