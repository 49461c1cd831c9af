import { createHmac, hkdfSync, randomInt } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { authenticator, recoveryCode } from '../../db/tables/sign-in.server.ts';
import type { Config } from '../http/config.server.ts';
import { openBox, sealBox, type Key } from '../sealed/envelope.server.ts';
import type { AuthDb } from './account.server.ts';
import { codeSecretBytes, stepOfCode } from './one-time-code.server.ts';

type KeyConfig = Pick<Config, 'sessionSecret'>;

const recoveryCodes = 10;
const recoveryLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Keeps the secret that a person has just put into their app, once a code of it shows that they did; an earlier one is replaced. That code is used
 * up by it. Gives ten new recovery codes, which are shown now and never again, or null when the code is not of this secret.
 */
export async function keepAuthenticator(authTx: Tx, config: KeyConfig, personId: string, { secret, code }: { secret: string; code: string }, nowMs: number): Promise<string[] | null> {
  const bytes = codeSecretBytes(secret);
  const step = bytes && stepOfCode(bytes, code.replaceAll(/\s/g, ''), nowMs);
  if (!bytes || step === null) return null;
  const kept = { sealed: sealBox(sealingKey(config), boundTo(personId), bytes), lastStep: step, madeAt: sql`now()` };
  await authTx.insert(authenticator).values({ userId: personId, ...kept }).onConflictDoUpdate({ target: authenticator.userId, set: kept });
  return renewRecoveryCodes(authTx, config, personId);
}

/** Ten new recovery codes in place of all earlier ones. Only their keyed hashes are kept. */
export async function renewRecoveryCodes(authTx: Tx, config: KeyConfig, personId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => Array.from({ length: 10 }, () => recoveryLetters[randomInt(recoveryLetters.length)]).join(''));
  await authTx.delete(recoveryCode).where(eq(recoveryCode.userId, personId));
  await authTx.insert(recoveryCode).values(codes.map((code) => ({ userId: personId, codeHmac: recoveryHmac(config, personId, code) })));
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

export async function recoveryCodesLeft(authDb: AuthDb, personId: string): Promise<number> {
  const [row] = await authDb.select({ left: sql<number>`count(*)::int` }).from(recoveryCode).where(eq(recoveryCode.userId, personId));
  return row?.left ?? 0;
}

/**
 * Looks whether a typed code is one of this person's (of their app, or a recovery code), and gives the way to use it up: that answers true to one
 * only, however often and at once the same code is tried. Does the same work for a person who is not there.
 */
export async function findCode(authDb: AuthDb, config: KeyConfig, personId: string, typed: string, nowMs: number): Promise<{ useUp: () => Promise<boolean> } | null> {
  const code = typed.replaceAll(/[\s-]/g, '').toLowerCase();
  const [kept] = await authDb.select().from(authenticator).where(eq(authenticator.userId, personId));
  const [recovery] = await authDb.select({ hmac: recoveryCode.codeHmac }).from(recoveryCode)
    .where(and(eq(recoveryCode.userId, personId), eq(recoveryCode.codeHmac, recoveryHmac(config, personId, code))));
  const step = kept ? stepOfCode(openBox(sealingKey(config), boundTo(personId), kept.sealed), code, nowMs) : null;
  if (step !== null) {
    return {
      useUp: async () => (await authDb.update(authenticator).set({ lastStep: step })
        .where(and(eq(authenticator.userId, personId), lt(authenticator.lastStep, step))).returning({ id: authenticator.userId })).length === 1,
    };
  }
  if (!recovery) return null;
  return {
    useUp: async () => (await authDb.delete(recoveryCode)
      .where(and(eq(recoveryCode.userId, personId), eq(recoveryCode.codeHmac, recovery.hmac))).returning({ id: recoveryCode.userId })).length === 1,
  };
}

const boundTo = (personId: string) => ['authenticator', personId.toLowerCase()];

/** Drawn from the secret of sessions and not from the key of free texts, which is rotated on its own. */
function sealingKey({ sessionSecret }: KeyConfig): Key {
  return { name: 'authenticator-1', bytes: new Uint8Array(hkdfSync('sha256', sessionSecret, 'hallway', 'authenticators', 32)) };
}

function recoveryHmac({ sessionSecret }: KeyConfig, personId: string, code: string): Buffer {
  return createHmac('sha256', Buffer.from(hkdfSync('sha256', sessionSecret, 'hallway', 'recovery codes', 32))).update(`${personId.toLowerCase()}:${code}`).digest();
}
