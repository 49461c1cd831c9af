import { and, eq, sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import { account, authenticator, passkey, recoveryCode } from '../../db/tables/sign-in.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { holdAccount, waysOf } from './account.server.ts';
import { keepAuthenticator, renewRecoveryCodes } from './authenticator.server.ts';
import { endSessions } from './end-sessions.server.ts';
import { membershipsOf } from './memberships.server.ts';
import { passwordProblem, type PasswordProblem } from './password-rule.ts';
import { keepPassword } from './password.server.ts';
import type { OwnSession } from './require-own-session.server.ts';
import { mayRemove } from './ways.ts';

type ChangeContext = Pick<HallwayContext, 'db' | 'authDb' | 'config'>;

/** Takes one of the person's passkeys away, unless it is the last way in, or the last passkey of an administrator. */
export async function removePasskey(context: ChangeContext, own: OwnSession, passkeyId: string): Promise<'removed' | 'last-way' | 'not-found'> {
  const { personId } = own.session;
  const roles = (await membershipsOf(context.db, personId)).map(({ role }) => role);
  const outcome = await context.authDb.transaction(async (tx) => {
    await holdAccount(tx, personId);
    const mine = and(eq(passkey.id, passkeyId), eq(passkey.userId, personId));
    if ((await tx.select({ id: passkey.id }).from(passkey).where(mine)).length === 0) return 'not-found';
    if (!mayRemove('passkey', await waysOf(tx, personId), roles)) return 'last-way';
    await tx.delete(passkey).where(mine);
    return 'removed';
  });
  if (outcome === 'removed') await noteChange(context, own, 'way-in.removed', 'passkey');
  return outcome;
}

/** Takes the password and all that belongs to it away, unless it is the last way in. */
export async function removePassword(context: ChangeContext, own: OwnSession): Promise<'removed' | 'last-way'> {
  const { personId } = own.session;
  const roles = (await membershipsOf(context.db, personId)).map(({ role }) => role);
  const outcome = await context.authDb.transaction(async (tx) => {
    await holdAccount(tx, personId);
    if (!mayRemove('password', await waysOf(tx, personId), roles)) return 'last-way';
    await tx.delete(account).where(and(eq(account.userId, personId), eq(account.providerId, 'credential')));
    await tx.delete(authenticator).where(eq(authenticator.userId, personId));
    await tx.delete(recoveryCode).where(eq(recoveryCode.userId, personId));
    return 'removed';
  });
  if (outcome === 'removed') await noteChange(context, own, 'way-in.removed', 'password');
  return outcome;
}

/** Puts another password in the place of the person's own. Their other sessions end: whoever knew the old one is out. */
export async function changePassword(context: ChangeContext, own: OwnSession, password: string): Promise<PasswordProblem | null> {
  const { personId, email, givenName, familyName } = own.person;
  const problem = passwordProblem(password, [email, givenName, familyName]);
  if (problem) return problem;
  await context.authDb.transaction(async (tx) => {
    await holdAccount(tx, personId);
    if ((await waysOf(tx, personId)).password) await keepPassword(tx, personId, password);
  });
  await endOthers(context, own);
  await noteChange(context, own, 'way-in.changed', 'password');
  return null;
}

/** Puts another authenticator app in the place of the person's own, with new recovery codes; null when the code is not of the new one. */
export async function changeAuthenticator(context: ChangeContext, own: OwnSession, given: { secret: string; code: string }): Promise<string[] | null> {
  const { personId } = own.session;
  const codes = await context.authDb.transaction(async (tx) => {
    await holdAccount(tx, personId);
    return (await waysOf(tx, personId)).password ? keepAuthenticator(tx, context.config, personId, given, Date.now()) : null;
  });
  if (!codes) return null;
  await endOthers(context, own);
  await noteChange(context, own, 'way-in.changed', 'authenticator');
  return codes;
}

/** Ten new recovery codes; the old ones are worth nothing any more. Null for somebody without a password. */
export async function changeRecoveryCodes(context: ChangeContext, own: OwnSession): Promise<string[] | null> {
  const { personId } = own.session;
  const codes = await context.authDb.transaction(async (tx) => {
    await holdAccount(tx, personId);
    return (await waysOf(tx, personId)).password ? renewRecoveryCodes(tx, context.config, personId) : null;
  });
  if (codes) await noteChange(context, own, 'way-in.changed', 'recovery-codes');
  return codes;
}

/** Writes the change into the trail of each partnership in which the person works: it concerns all of them. */
export async function noteChange(context: Pick<ChangeContext, 'db'>, { session }: Pick<OwnSession, 'session'>, action: 'way-in.added' | 'way-in.changed' | 'way-in.removed', what: 'passkey' | 'password' | 'authenticator' | 'recovery-codes'): Promise<void> {
  const { personId } = session;
  for (const { id: membershipId } of await membershipsOf(context.db, personId)) {
    await asActor(context.db, { kind: 'member', personId, membershipId }, 'own sign-in', (tx) => record(tx, { action, body: { what } }));
  }
}

async function endOthers(context: Pick<ChangeContext, 'authDb'>, { session }: OwnSession): Promise<void> {
  await endSessions(context, sql`user_id = ${session.personId}::uuid and id <> ${session.id}::uuid`, 'access_ended');
}
