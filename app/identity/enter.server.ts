import { eq } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import { user } from '../../db/tables/sign-in.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { noAddress } from './account.server.ts';
import { rememberDevice } from './known-device.server.ts';
import { membershipsOf } from './memberships.server.ts';
import { beginSession } from './sessions.server.ts';
import { mayActBy, type Way } from './ways.ts';

/** Where somebody is led who may not act in any of their roles by the way they came in: to set up a passkey. */
export const passkeyNeededPath = '/me/passkeys/new?needed';

/** Who comes in, how, and whether others use this device too. `strong`: they were asked anew just now, where the way alone does not say so. */
export type Entering = { personId: string; way: Exclude<Way, 'demo' | 'link'>; sharedDevice: boolean; strong?: boolean };

/**
 * Opens the session of a person who has shown who they are. With one membership they act under it at once; with several they choose; and whoever
 * may act under none of theirs by this way is led to a passkey. The browser is remembered for the address that they sign in with.
 *
 * @returns headers with the cookie, and where to go; null: wherever they wanted to go
 */
export async function enter(request: Request, context: HallwayContext, entering: Entering): Promise<{ headers: Headers; to: string | null }> {
  const entered = await begin(request, context, entering);
  const { personId } = entering;
  const [account] = await context.authDb.select({ email: user.email }).from(user).where(eq(user.id, personId));
  if (account && account.email !== noAddress(personId)) entered.headers.append('Set-Cookie', rememberDevice(request, context.config, account.email));
  return entered;
}

async function begin(request: Request, context: HallwayContext, { personId, way, sharedDevice, strong }: Entering): Promise<{ headers: Headers; to: string | null }> {
  const memberships = await membershipsOf(context.db, personId);
  const [only] = memberships;
  if (!only || memberships.length > 1 || !mayActBy(way, only.role)) {
    const headers = await beginSession(request, context, { personId, way, sharedDevice, ...(strong !== undefined && { strong }) });
    const mayAct = memberships.length === 0 || memberships.some(({ role }) => mayActBy(way, role));
    return { headers, to: mayAct ? '/membership' : passkeyNeededPath };
  }
  const headers = await beginSession(request, context, { personId, way, membershipId: only.id, role: only.role, sharedDevice, ...(strong !== undefined && { strong }) });
  await noteBeginning(context, personId, only.id, way);
  return { headers, to: null };
}

/** Writes into the trail that somebody begins to act under a membership. */
export async function noteBeginning(context: Pick<HallwayContext, 'db'>, personId: string, membershipId: string, way: Way): Promise<void> {
  await asActor(context.db, { kind: 'member', personId, membershipId }, 'sign in', (tx) => record(tx, { action: 'session.began', body: { way } }));
}
