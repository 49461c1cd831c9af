import { randomUUID } from 'node:crypto';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { account, user } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { endLinkingByAddress, holdAccount, waysOf, type AuthDb } from './account.server.ts';
import { noteWay } from './note-way.server.ts';
import type { SsoIdentity } from './sso-ceremony.server.ts';

type SsoContext = Pick<HallwayContext, 'db' | 'authDb' | 'config'>;

/**
 * Whose an identity at the provider is. The key is issuer and subject, never an address: addresses are given to others one day (security check 24).
 *
 * Once an identity may become a person's own by their address: when the provider has verified one that exactly one person has who works here today, and
 * that person has no way in yet and never had one. Everybody else adds it themselves, signed in by the way they have ({@link linkOwn}); so an address
 * opens no account that something else guards, and none that a second person has closed. Null: nobody's.
 */
export async function personOf(context: SsoContext, { issuer, subject, email }: SsoIdentity): Promise<{ personId: string; isNew: boolean } | null> {
  const { authDb } = context;
  const [known] = await authDb.select({ personId: account.userId }).from(account).where(isThis(issuer, subject));
  if (known) return { personId: known.personId, isNew: false };
  const [only, ...others] = email ? await workersWith(context.db, email) : [];
  if (!only || others.length > 0) return null;
  return authDb.transaction(async (tx) => {
    await holdAccount(tx, only);
    if (!(await mayLinkByAddress(tx, context, only)) || !(await keepIdentity(tx, only, issuer, subject))) return null;
    await endLinkingByAddress(tx, only);
    await noteWay(context, only, 'sign-in.linked', 'by-address');
    return { personId: only, isNew: true };
  });
}

/**
 * Adds an identity to the ways in of somebody who is signed in and asked for it. Refused as `taken` when it is somebody else's, or they have another one
 * of this provider.
 */
export async function linkOwn(context: SsoContext, personId: string, { issuer, subject }: Pick<SsoIdentity, 'issuer' | 'subject'>): Promise<'linked' | 'taken'> {
  return context.authDb.transaction(async (tx) => {
    await holdAccount(tx, personId);
    const [own] = await tx.select({ subject: account.accountId }).from(account).where(and(eq(account.userId, personId), eq(account.providerId, issuer)));
    if (own) return own.subject === subject ? 'linked' : 'taken';
    if (!(await keepIdentity(tx, personId, issuer, subject))) return 'taken';
    await endLinkingByAddress(tx, personId);
    await noteWay(context, personId, 'sign-in.linked', 'own');
    return 'linked';
  });
}

/** A person's identities at single sign-on, as their own page lists them; also those of an earlier one, which open nothing. Times are real time. */
export type OwnSignOn = { issuer: string; linkedAt: string; isCurrent: boolean };

export async function signOnsOf(authDb: AuthDb, { sso }: SsoContext['config'], personId: string): Promise<OwnSignOn[]> {
  const rows = await authDb.select({ issuer: account.providerId, linkedAt: account.createdAt }).from(account)
    .where(and(eq(account.userId, personId), isNull(account.password), ne(account.providerId, 'credential'))).orderBy(account.createdAt);
  return rows.map(({ issuer, linkedAt }) => ({ issuer, linkedAt: linkedAt.toISOString(), isCurrent: issuer === sso?.issuer }));
}

const isThis = (issuer: string, subject: string) => and(eq(account.providerId, issuer), eq(account.accountId, subject), isNull(account.password));

async function keepIdentity(tx: Tx, personId: string, issuer: string, subject: string): Promise<boolean> {
  const kept = await tx.insert(account).values({ id: randomUUID(), accountId: subject, providerId: issuer, userId: personId }).onConflictDoNothing().returning({ id: account.id });
  return kept.length === 1;
}

async function mayLinkByAddress(tx: Tx, { config }: SsoContext, personId: string): Promise<boolean> {
  const { passkeys, password } = await waysOf(tx, config, personId);
  const [of] = await tx.select({ byAddress: user.linksByAddress }).from(user).where(eq(user.id, personId));
  const identities = await tx.select({ id: account.id }).from(account).where(eq(account.userId, personId));
  return of?.byAddress === true && passkeys === 0 && !password && identities.length === 0;
}

/** The people with this address who work in any partnership today; each once. */
async function workersWith(db: SsoContext['db'], email: string): Promise<string[]> {
  const found = new Set<string>();
  const partnerships = await db.execute<{ id: string }>(sql`select gate.partnerships_with_work() as id`);
  for (const { id: partnershipId } of partnerships) {
    const rows = await asActor(db, { kind: 'job', partnershipId }, 'single sign-on', (tx) => tx.execute<{ id: string }>(sql`
      select distinct m.person_id as id from membership m
        join reference.role r on r.code = m.role and r.grants_work
        join person p on p.id = m.person_id
        join partnership pa on pa.id = m.partnership_id
      where m.partnership_id = ctx_partnership() and lower(p.email) = lower(${email}) and m.ended_at is null and m.during @> (clock_now() at time zone pa.zone)::date`));
    for (const { id } of rows) found.add(id);
  }
  return [...found];
}
