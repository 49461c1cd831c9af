import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import { account } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { holdAccount } from './account.server.ts';
import type { SsoIdentity } from './sso-ceremony.server.ts';

type SsoContext = Pick<HallwayContext, 'db' | 'authDb'>;

/**
 * Whose an identity at the provider is. The key is issuer and subject, never an address: addresses are given to others one day (security check 24).
 *
 * The first time, an identity becomes the person's own when the provider has verified an address that exactly one person has who works here today, and
 * that person has no identity of this issuer yet. Null: nobody's.
 */
export async function personOf({ db, authDb }: SsoContext, { issuer, subject, email }: SsoIdentity): Promise<{ personId: string; isNew: boolean } | null> {
  const isThisOne = and(eq(account.providerId, issuer), eq(account.accountId, subject), isNull(account.password));
  const [known] = await authDb.select({ personId: account.userId }).from(account).where(isThisOne);
  if (known) return { personId: known.personId, isNew: false };
  const [only, ...others] = email ? await workersWith(db, email) : [];
  if (!only || others.length > 0) return null;
  return authDb.transaction(async (tx) => {
    await holdAccount(tx, only);
    const [other] = await tx.select({ id: account.id }).from(account).where(and(eq(account.userId, only), eq(account.providerId, issuer)));
    if (other) return null;
    const kept = await tx.insert(account).values({ id: randomUUID(), accountId: subject, providerId: issuer, userId: only }).onConflictDoNothing().returning({ id: account.id });
    return kept.length === 1 ? { personId: only, isNew: true } : null;
  });
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
