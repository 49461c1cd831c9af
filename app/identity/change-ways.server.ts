import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.server.ts';
import { account, authenticator, passkey, recoveryCode } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { endLinkingByAddress, holdAccount, waysOf } from './account.server.ts';
import { keepAuthenticator, renewRecoveryCodes } from './authenticator.server.ts';
import { endSessions } from './end-sessions.server.ts';
import { membershipsOf } from './memberships.server.ts';
import { noteWay, type WayChange, type WayPart } from './note-way.server.ts';
import { passwordProblem, type PasswordProblem } from './password-rule.ts';
import { keepPassword } from './password.server.ts';
import type { OwnSession } from './require-own-session.server.ts';
import { rightsChanged } from './session-changes.server.ts';
import { mayRemove } from './ways.ts';

type ChangeContext = Pick<HallwayContext, 'db' | 'authDb' | 'config'>;
type Own = Pick<OwnSession, 'session'>;
export type Removed = 'removed' | 'last-way' | 'not-found';

/** Takes one of the person's passkeys away, unless it is the last way in, or the last that lets an administrator act. */
export async function removePasskey(context: ChangeContext, own: Own, passkeyId: string): Promise<Removed> {
  const mine = and(eq(passkey.id, passkeyId), eq(passkey.userId, own.session.personId));
  return remove(context, own, 'passkey', async (tx) => (await tx.delete(passkey).where(mine).returning({ id: passkey.id })).length === 1);
}

/** Takes the password and all that belongs to it away, unless it is the last way in. */
export async function removePassword(context: ChangeContext, own: Own): Promise<Removed> {
  const { personId } = own.session;
  return remove(context, own, 'password', async (tx) => {
    const gone = await tx.delete(account).where(and(eq(account.userId, personId), eq(account.providerId, 'credential'))).returning({ id: account.id });
    await tx.delete(authenticator).where(eq(authenticator.userId, personId));
    await tx.delete(recoveryCode).where(eq(recoveryCode.userId, personId));
    return gone.length === 1;
  });
}

/**
 * Takes the person's identity at a single sign-on away, unless it is the last way in; one of an earlier single sign-on, which opens nothing, always.
 * No address brings it back.
 */
export async function removeSignOn(context: ChangeContext, own: Own, issuer: string): Promise<Removed> {
  const { personId } = own.session;
  return remove(context, own, issuer === context.config.sso?.issuer ? 'sso' : 'former-sso', async (tx) => {
    await endLinkingByAddress(tx, personId);
    return (await tx.delete(account).where(and(eq(account.userId, personId), eq(account.providerId, issuer), isNull(account.password))).returning({ id: account.id })).length === 1;
  });
}

/** Puts another password in the place of the person's own. */
export async function changePassword(context: ChangeContext, own: OwnSession, password: string): Promise<PasswordProblem | null> {
  const { personId, email, givenName, familyName } = own.person;
  const problem = passwordProblem(password, [email, givenName, familyName]);
  if (problem) return problem;
  await change(context, own, 'way-in.changed', 'password', async (tx) => {
    if (!(await waysOf(tx, context.config, personId)).password) return null;
    await keepPassword(tx, personId, password);
    return true;
  });
  return null;
}

/** Puts another authenticator app in the place of the person's own, with new recovery codes; null when the code is not of the new one. */
export async function changeAuthenticator(context: ChangeContext, own: Own, given: { secret: string; code: string }): Promise<string[] | null> {
  const { personId } = own.session;
  return change(context, own, 'way-in.changed', 'authenticator', async (tx) =>
    (await waysOf(tx, context.config, personId)).password ? keepAuthenticator(tx, context.config, personId, given, Date.now()) : null);
}

/** Ten new recovery codes; the old ones are worth nothing any more. Null for somebody without a password. */
export async function changeRecoveryCodes(context: ChangeContext, own: Own): Promise<string[] | null> {
  const { personId } = own.session;
  return change(context, own, 'way-in.changed', 'recovery-codes', async (tx) =>
    (await waysOf(tx, context.config, personId)).password ? renewRecoveryCodes(tx, context.config, personId) : null);
}

async function remove(context: ChangeContext, own: Own, what: 'passkey' | 'password' | 'sso' | 'former-sso', take: (tx: Tx) => Promise<boolean>): Promise<Removed> {
  const { personId } = own.session;
  const roles = (await membershipsOf(context.db, personId)).map(({ role }) => role);
  let refused: Exclude<Removed, 'removed'> = 'not-found';
  const removed = await change(context, own, 'way-in.removed', what === 'former-sso' ? 'sso' : what, async (tx) => {
    const before = await waysOf(tx, context.config, personId);
    if (!(await take(tx))) return null;
    if (what === 'former-sso' || mayRemove(what, before, roles)) return true;
    refused = 'last-way';
    return null;
  });
  return removed ? 'removed' : refused;
}

class NotChanged extends Error {
  override readonly name = 'NotChanged';
}

/**
 * Changes somebody's ways in, one at a time for each person. With it end all their other sessions (whoever had the old way is out; the one that asks
 * stays), and the trail has it before it counts. `work` answers null to leave everything as it was.
 */
async function change<T>(context: ChangeContext, own: Own, action: WayChange, what: WayPart, work: (tx: Tx) => Promise<T | null>): Promise<T | null> {
  const { personId, id } = own.session;
  try {
    const done = await context.authDb.transaction(async (tx) => {
      await holdAccount(tx, personId);
      const outcome = await work(tx);
      if (outcome === null) throw new NotChanged();
      const sessionsEnded = await endSessions({ authDb: tx }, sql`user_id = ${personId}::uuid and id <> ${id}::uuid`, 'access_ended');
      await noteWay(context, personId, action, what, sessionsEnded);
      return outcome;
    });
    // Streams that asked before the commit ask once more.
    rightsChanged();
    return done;
  } catch (error) {
    if (error instanceof NotChanged) return null;
    throw error;
  }
}
