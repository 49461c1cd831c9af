import { redirect, type AppLoadContext } from '@remix-run/node';
import { sql } from 'drizzle-orm';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { whoIsAsking } from './asking.server.ts';
import { deviceOf, type Device } from './device.ts';
import { endSessions } from './end-sessions.server.ts';
import { idleLimitMinutes } from './idle.ts';
import { requireFresh } from './require-fresh.server.ts';
import type { Session } from './sessions.server.ts';
import type { Way } from './ways.ts';

type SignInContext = Pick<HallwayContext, 'authDb'>;

/** An open session as its own person sees it. Instants are ISO text by the portal's clock. */
export type OpenSession = { id: string; device: Device; way: Way; beganAt: string; seenAt: string; isThis: boolean; sharedDevice: boolean };

/** All open sessions of the person behind `session`: this one first, then the one seen last. What is idle for too long is not open any more. */
export async function openSessionsOf({ authDb }: SignInContext, session: Session): Promise<OpenSession[]> {
  const limit = (shared: boolean) => sql`make_interval(mins => ${idleLimitMinutes(shared)})`;
  const rows = await authDb.execute<Omit<OpenSession, 'device'> & { userAgent: string | null }>(sql`
    select id, user_agent as "userAgent", way, shared_device as "sharedDevice", id = ${session.id} as "isThis",
      to_json(created_at + (auth.clock_now() - now())) #>> '{}' as "beganAt", to_json(seen_at) #>> '{}' as "seenAt"
    from auth.session
    where user_id = ${session.personId} and expires_at > now()
      and (id = ${session.id} or seen_at > auth.clock_now() - case when shared_device then ${limit(true)} else ${limit(false)} end)
    order by id = ${session.id} desc, seen_at desc`);
  return rows.map(({ userAgent, ...row }) => ({ ...row, device: deviceOf(userAgent ?? '') }));
}

/** Where a confirmation leads back to. */
const confirmedPath = '/me/sign-in?confirmed';

/**
 * Whoever took over a session must not shut its owner out with it (ASVS 7.5.2): ending others asks who sits there, unless they showed it in the last five minutes, as
 * somebody has who signed in just to end the others. One touch of a passkey, and back on the list. Who came by a mailed link has nothing else to show.
 *
 * @throws a redirect to the confirmation; nothing has ended then
 */
export async function confirmedToEnd(request: Request, context: Pick<HallwayContext, 'authDb' | 'config'>, session: Session): Promise<void> {
  if (session.way === 'link') return;
  const fresh = await requireFresh(request, context);
  if (!fresh.ok) throw redirect(`/step-up?${new URLSearchParams({ to: confirmedPath })}`);
}

/** Ends one session of the same person, at once and everywhere. False when they have none such. */
export async function endOwnSession({ authDb }: SignInContext, session: Session, id: string): Promise<boolean> {
  return (await endSessions({ authDb }, sql`id = ${id} and user_id = ${session.personId}`, 'ended_elsewhere')) === 1;
}

/** Ends all sessions of the same person but this one; answers how many there were. */
export async function endOtherSessions({ authDb }: SignInContext, session: Session): Promise<number> {
  return endSessions({ authDb }, sql`user_id = ${session.personId} and id <> ${session.id}`, 'ended_elsewhere');
}

/** Writes into the trail that the acting person ended sessions of theirs; nothing where they act for nobody yet. */
export async function noteSessionsEnded(request: Request, context: AppLoadContext, count: number): Promise<void> {
  const asking = await whoIsAsking(request, context);
  if (asking.kind !== 'member' && asking.kind !== 'guardian') return;
  await asActor(context.db, asking.actor, 'end sessions', (tx) => record(tx, { action: 'session.ended', body: { others: count } }));
}
