import { and, eq, ne, sql } from 'drizzle-orm';
import type { Database, Tx } from '../../db/connect.server.ts';
import { account, authenticator, passkey, user } from '../../db/tables/sign-in.server.ts';
import type { Config } from '../http/config.server.ts';
import type { OwnWays } from './ways.ts';

/** The sign-in pool, or a transaction of it. */
export type AuthDb = Database | Tx;

/** The address of an account that has none to sign in with; it receives nothing. */
export const noAddress = (personId: string) => `${personId}@person.invalid`;

/** Makes the account of a person (id is person.id) when they first need one, and holds it until the transaction ends: two who change its ways in take turns. */
export async function holdAccount(authTx: Tx, personId: string): Promise<void> {
  await authTx.insert(user).values({ id: personId, name: '', email: noAddress(personId) }).onConflictDoNothing();
  await authTx.select({ id: user.id }).from(user).where(eq(user.id, personId)).for('update');
}

/** Says which address the person signs in with. Answers false when somebody else signs in with it. */
export async function takeAddress(authTx: Tx, personId: string, address: string): Promise<boolean> {
  const email = address.toLowerCase();
  const [other] = await authTx.select({ id: user.id }).from(user).where(and(eq(user.email, email), ne(user.id, personId)));
  if (other) return false;
  await authTx.update(user).set({ email, updatedAt: sql`now()` }).where(eq(user.id, personId));
  return true;
}

/** What says which single sign-on there is: an identity of another one, of earlier times, opens nothing. */
type SignOn = Pick<Config, 'sso'>;

const worksNow = ({ sso }: SignOn) => sql`(a.password is not null or a.provider_id = ${sso?.issuer ?? null})`;

/** What a person has to sign in with, and that works. */
export async function waysOf(authDb: AuthDb, config: SignOn, personId: string): Promise<OwnWays> {
  const [row] = await authDb.execute<{ passkeys: number; password: boolean; sso: boolean }>(sql`select
    (select count(*)::int from auth.passkey k where k.user_id = ${personId}::uuid) as passkeys,
    exists (select from auth.account a where a.user_id = ${personId}::uuid and a.password is not null) as password,
    exists (select from auth.account a where a.user_id = ${personId}::uuid and a.password is null and ${worksNow(config)}) as sso`);
  if (!row) throw new Error('a select without from gives a row');
  return row;
}

/** Those of these people who have a way in of their own that works. */
export async function whoCanSignIn(authDb: AuthDb, config: SignOn, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await authDb.execute<{ id: string }>(sql`
    select user_id as id from auth.passkey where user_id = any(${sql.param([...personIds])}::uuid[])
    union select a.user_id from auth.account a where a.user_id = any(${sql.param([...personIds])}::uuid[]) and ${worksNow(config)}`);
  return new Set(rows.map(({ id }) => id));
}

/** From here on no address links an identity at single sign-on to this person: only they themselves add one, signed in. */
export async function endLinkingByAddress(authTx: Tx, personId: string): Promise<void> {
  await authTx.update(user).set({ linksByAddress: false, updatedAt: sql`now()` }).where(eq(user.id, personId));
}

/** Takes every way in from a person, for good: they lost what they had, and somebody has made sure of that. Their sessions the caller ends. */
export async function closeAccount(authTx: Tx, personId: string): Promise<void> {
  await holdAccount(authTx, personId);
  await authTx.delete(passkey).where(eq(passkey.userId, personId));
  await authTx.delete(account).where(eq(account.userId, personId));
  await authTx.delete(authenticator).where(eq(authenticator.userId, personId));
  await authTx.execute(sql`delete from auth.recovery_code where user_id = ${personId}::uuid`);
  await authTx.update(user).set({ email: noAddress(personId), linksByAddress: false, updatedAt: sql`now()` }).where(eq(user.id, personId));
}
