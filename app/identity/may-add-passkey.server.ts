import type { HallwayContext } from '../http/load-context.ts';
import { waysOf } from './account.server.ts';
import { membershipsOf } from './memberships.server.ts';
import type { Session } from './sessions.server.ts';
import { needsPasskey } from './ways.ts';

/**
 * Whether this session may add a passkey. An administrator who came by a password and already has a passkey may not: what could be given away on a
 * false page (password and code) would otherwise turn into what cannot (security check 6). They sign in by the passkey they have, or ask a second person.
 */
export async function mayAddPasskey(context: Pick<HallwayContext, 'db' | 'authDb'>, { personId, way }: Pick<Session, 'personId' | 'way'>): Promise<boolean> {
  if (way !== 'password') return true;
  const [{ passkeys }, memberships] = await Promise.all([waysOf(context.authDb, personId), membershipsOf(context.db, personId)]);
  return passkeys === 0 || !memberships.some(({ role }) => needsPasskey(role));
}
