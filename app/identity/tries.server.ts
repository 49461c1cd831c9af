import { createHmac } from 'node:crypto';
import { and, eq, like, lt, sql } from 'drizzle-orm';
import { rateLimit } from '../../db/tables/sign-in.server.ts';
import { addressBucket } from '../http/address-bucket.ts';
import type { HallwayContext } from '../http/load-context.ts';

/** What is counted, and how much of it is allowed in a window. */
const limits = {
  /** Links asked for one address: from one network address a few, so that nobody's mailbox is filled; from everywhere; and in a browser that is known for it. */
  'ask-pair': { most: 4, windowSeconds: 15 * 60 },
  'ask-address': { most: 4, windowSeconds: 15 * 60 },
  'ask-device': { most: 4, windowSeconds: 15 * 60 },
  /** Links asked for from one network address; a school's staff may share one. */
  'ask-from': { most: 40, windowSeconds: 15 * 60 },
  /** Links tried from one network address: guessing 32 bytes is hopeless, loading our database is not. */
  'open-from': { most: 120, windowSeconds: 15 * 60 },
  /** Sign-in links written in one partnership: however many ask from wherever, its mail server is not drowned. */
  'ask-partnership': { most: 600, windowSeconds: 15 * 60 },
  /** Codes tried on the set-up page from one network address. */
  'set-up-from': { most: 10, windowSeconds: 15 * 60 },
  /** Sign-ins with a password for one account, known or not, from one network address; and in a browser that is known for it. Forgotten when one succeeds. Guards the codes as well. */
  'password-pair': { most: 5, windowSeconds: 15 * 60 },
  'password-device': { most: 5, windowSeconds: 15 * 60 },
  /** The same from everywhere, in browsers that are not known. From then on a try that is wrong is answered as one too many; one that is right lets in all the same. */
  'password-account': { most: 20, windowSeconds: 15 * 60 },
  /** Tries from everywhere that had the right password: of a million codes a few fit, so this many an hour are hopeless. Who does not know it can use none of them up. */
  'password-right': { most: 30, windowSeconds: 60 * 60 },
  /** Codes typed to confirm who one is, by one person who is signed in; forgotten when one fits. */
  'step-up-code': { most: 5, windowSeconds: 15 * 60 },
  /** Sign-ins with a password from one network address. */
  'password-from': { most: 100, windowSeconds: 15 * 60 },
  /** Passkeys tried from one network address: a whole school in the morning. */
  'passkey-from': { most: 300, windowSeconds: 15 * 60 },
  /** Leaving for single sign-on, and coming back, from one network address. */
  'sso-from': { most: 600, windowSeconds: 15 * 60 },
  /** Either of them in one browser that is known. */
  'known-browser': { most: 60, windowSeconds: 15 * 60 },
  /** Calls for help to sign in for one address: each may write to somebody. */
  'recover-address': { most: 3, windowSeconds: 60 * 60 },
  /** Students named by one person to open them in an emergency, found or not: enough for a typing mistake, too few to find out who is a student here. */
  'emergency-person': { most: 6, windowSeconds: 60 * 60 },
} as const;

export type Try = keyof typeof limits;

type TryContext = Pick<HallwayContext, 'authDb' | 'config'>;

/** A try that came too often. `minutes` until there is another one. */
export type TooManyTries = { ok: false; reason: 'too-many-tries'; minutes: number };

/**
 * Counts one try and says whether it is still within the limit, and else how long to wait. Survives a restart, and two that come at once are both
 * counted.
 *
 * @param of what is limited; only a keyed hash of it is stored. A network address where the name ends in `-from`: IPv6 counts by its /64
 */
export async function tryOnce({ authDb, config }: TryContext, what: Try, of: string): Promise<{ ok: true } | TooManyTries> {
  const { most, windowSeconds } = limits[what];
  const nowMs = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  const over = sql`${rateLimit.lastRequest} <= ${nowMs} - ${windowSeconds * 1000}`;
  const [row] = await authDb
    .insert(rateLimit)
    .values({ key: keyOf(config, what, of), count: 1, lastRequest: nowMs })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: { count: sql`case when ${over} then 1 else ${rateLimit.count} + 1 end`, lastRequest: sql`case when ${over} then ${nowMs} else ${rateLimit.lastRequest} end` },
    })
    .returning({ count: rateLimit.count, leftMs: sql<string>`${rateLimit.lastRequest} + ${windowSeconds * 1000} - ${nowMs}` });
  if ((row?.count ?? 0) <= most) return { ok: true };
  return { ok: false, reason: 'too-many-tries', minutes: Math.max(1, Math.ceil(Number(row?.leftMs ?? 0) / 60_000)) };
}

/** {@link tryOnce}, where it does not matter how long to wait. */
export async function countTry(context: TryContext, what: Try, of: string): Promise<boolean> {
  return (await tryOnce(context, what, of)).ok;
}

/** Forgets what was counted: the person has shown who they are. */
export async function forgetTries({ authDb, config }: TryContext, what: Try, of: string): Promise<void> {
  await authDb.delete(rateLimit).where(eq(rateLimit.key, keyOf(config, what, of)));
}

function keyOf({ sessionSecret }: TryContext['config'], what: Try, of: string): string {
  const counted = what.endsWith('-from') ? addressBucket(of) : of;
  return `${what}:${createHmac('sha256', sessionSecret).update(`${what}\0${counted}`).digest('base64url')}`;
}

/** Forgets counts whose window is long over. */
export async function forgetOldTries({ authDb }: Pick<HallwayContext, 'authDb'>): Promise<void> {
  await authDb.delete(rateLimit).where(and(
    like(rateLimit.key, '%-%:%'),
    lt(rateLimit.lastRequest, sql`(extract(epoch from clock_timestamp()) * 1000)::bigint - 86400000`),
  ));
}
