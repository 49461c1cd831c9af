import type { HallwayContext } from '../http/load-context.ts';
import { waysOf } from './account.server.ts';
import { membershipsOf } from './memberships.server.ts';
import type { Session } from './sessions.server.ts';
import { needsPasskey } from './ways.ts';

/**
 * Whether this session may add a passkey or single sign-on. An administrator who came by a password and already has one of them may not: what could be
 * given away on a false page (password and code) would otherwise turn into what cannot (security check 6). They sign in by the way they have, or ask
 * a second person.
 */
export async function mayAddWay(context: Pick<HallwayContext, 'db' | 'authDb' | 'config'>, { personId, way }: Pick<Session, 'personId' | 'way'>): Promise<boolean> {
  if (way !== 'password') return true;
  const [{ passkeys, sso }, memberships] = await Promise.all([waysOf(context.authDb, context.config, personId), membershipsOf(context.db, personId)]);
  return (passkeys === 0 && !sso) || !memberships.some(({ role }) => needsPasskey(role));
}
