import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { membershipsOf } from './memberships.server.ts';

export type WayChange = 'way-in.added' | 'way-in.changed' | 'way-in.removed' | 'sign-in.linked';
/** `by-address`, `own`: how an identity at single sign-on came to the person. */
export type WayPart = 'passkey' | 'password' | 'authenticator' | 'recovery-codes' | 'sso' | 'by-address' | 'own';

/** Writes what changed about how a person signs in into the trail of each partnership in which they work: it concerns all of them. */
export async function noteWay(context: Pick<HallwayContext, 'db'>, personId: string, action: WayChange, what: WayPart, sessionsEnded = 0): Promise<void> {
  for (const { id: membershipId } of await membershipsOf(context.db, personId)) {
    await asActor(context.db, { kind: 'member', personId, membershipId }, 'own sign-in', async (tx) => {
      await record(tx, { action, body: { what } });
      if (sessionsEnded > 0) await record(tx, { action: 'session.ended', body: { others: sessionsEnded } });
    });
  }
}
