import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { promiseMessage } from '../messages/promise-message.server.ts';
import { membershipsOf } from './memberships.server.ts';

export type WayChange = 'way-in.added' | 'way-in.changed' | 'way-in.removed' | 'sign-in.linked';
/** `by-address`, `own`: how an identity at single sign-on came to the person. `passkey-name` opens and closes nothing. */
export type WayPart = 'passkey' | 'passkey-name' | 'password' | 'authenticator' | 'recovery-codes' | 'sso' | 'by-address' | 'own';

const told = { 'way-in.added': 'added', 'way-in.changed': 'changed', 'way-in.removed': 'removed', 'sign-in.linked': 'added' } as const;

/**
 * Writes what changed about how a person signs in into the trail of each partnership in which they work, as it concerns all of them, and tells the person
 * by mail (ASVS 6.3.7): it may have been somebody else.
 */
export async function noteWay(context: Pick<HallwayContext, 'db' | 'config'>, personId: string, action: WayChange, what: WayPart, sessionsEnded = 0): Promise<void> {
  for (const [at, { id: membershipId }] of (await membershipsOf(context.db, personId)).entries()) {
    await asActor(context.db, { kind: 'member', personId, membershipId }, 'own sign-in', async (tx) => {
      await record(tx, { action, body: { what } });
      if (sessionsEnded > 0) await record(tx, { action: 'session.ended', body: { others: sessionsEnded } });
      if (at === 0 && what !== 'passkey-name') await tell(tx, context.config, personId, told[action]);
    });
  }
}

/** Nothing for whoever has no address. */
async function tell(tx: Tx, { origin }: HallwayContext['config'], personId: string, change: 'added' | 'changed' | 'removed'): Promise<void> {
  const [person] = await tx.execute<{ zone: string }>(sql`
    select pa.zone from person p, partnership pa where p.id = ctx_person() and p.email is not null and pa.id = ctx_partnership()`);
  if (!person) return;
  await promiseMessage(tx, {
    to: personId,
    template: 'sign-in-changed',
    params: { url: `${origin}/me/sign-in`, change, at: (await nowOf(tx)).toString(), zone: person.zone },
    dedupeKey: `sign-in-changed ${randomUUID()}`,
  });
}
