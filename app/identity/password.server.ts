import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { account, user } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { findCode } from './authenticator.server.ts';
import { forgetTriesFor, mayGuessOn, tryFor } from './fair-tries.server.ts';
import type { TooManyTries } from './tries.server.ts';

type PasswordContext = Pick<HallwayContext, 'authDb' | 'config' | 'clientAddress'>;

const provider = 'credential';
/** What an unknown account's password is compared with, so that it takes as long. */
let nobodysHash: Promise<string> | undefined;

/** Sets or changes a person's password; only its scrypt hash is kept. Its second half, the authenticator, must be there when the transaction ends. */
export async function keepPassword(authTx: Tx, personId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await authTx.insert(account).values({ id: randomUUID(), accountId: personId, providerId: provider, userId: personId, password: hash })
    .onConflictDoUpdate({ target: [account.providerId, account.accountId], set: { password: hash, updatedAt: sql`now()` } });
}

/** What somebody types to come in: all three belong together. `code`: of the authenticator app, or a recovery code. */
export type PasswordTry = { address: string; password: string; code: string };

/**
 * Makes sure of a person by password and code. One answer for whatever is wrong, and the same work for an address that nobody has (check 10); a code
 * counts once. From one network address five tries an account and a hundred in all in 15 minutes, and more in `fair-tries.server.ts` (check 25).
 *
 * However many try from everywhere together, password and code that are both right let in: nobody who does not know the password can make its owner wait. So the
 * answer tells nothing of the password either.
 */
export async function provePassword(request: Request, context: PasswordContext, { address, password, code }: PasswordTry, nowMs = Date.now()): Promise<{ ok: true; personId: string } | { ok: false; reason: 'sign-in-wrong' } | TooManyTries> {
  const email = address.toLowerCase();
  const counted = await tryFor(request, context, 'password', email);
  const tooMany: TooManyTries | null = counted.ok ? null : { ok: false, reason: counted.reason, minutes: counted.minutes };
  if (tooMany && !counted.ok && counted.limit !== 'account') return tooMany;
  const { authDb, config } = context;
  const [known] = await authDb.select({ personId: user.id, hash: account.password }).from(user)
    .innerJoin(account, and(eq(account.userId, user.id), eq(account.providerId, provider), isNotNull(account.password))).where(eq(user.email, email));
  nobodysHash ??= hashPassword(randomUUID());
  const nobodys = await nobodysHash;
  const right = await verifyPassword({ hash: known?.hash ?? nobodys, password });
  const mayGuess = await mayGuessOn(request, context, email, right && known !== undefined);
  const found = await findCode(authDb, config, known?.personId ?? randomUUID(), code, nowMs);
  if (!known || !right || !mayGuess || !found || !(await found.useUp())) return tooMany ?? { ok: false, reason: 'sign-in-wrong' };
  await forgetTriesFor(request, context, 'password', email);
  return { ok: true, personId: known.personId };
}
