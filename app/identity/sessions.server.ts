import { eq, and, gt, lt, or, sql } from 'drizzle-orm';
import { session as sessions } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { endSessions } from './end-sessions.server.ts';
import { isUse, leftSecondsOf } from './idle.ts';
import type { MemberRole } from './permissions.ts';
import { isHeld } from './session-hold.server.ts';
import { libraryOf } from './sign-in-library.server.ts';
import { isStrong, mayActBy, type Way } from './ways.ts';

/**
 * An open session. `membershipId` is null until one is chosen, and for a guardian; `partnershipId` is set for a guardian only. `strongAt`: when
 * the person last showed a strong factor in it, by the portal's clock; null after a mailed link. `leftSeconds`: until it ends unless it is used;
 * null while a visit keeps it open.
 */
export type Session = {
  id: string; personId: string; way: Way; membershipId: string | null; partnershipId: string | null; strongAt: Date | null;
  sharedDevice: boolean; leftSeconds: number | null;
};

type SignInContext = Pick<HallwayContext, 'authDb' | 'config'>;

/** Use is noted when the last one noted is older; of a visit that goes on less often, but so that a portal that is killed in the middle of it ends no session. */
const notedEverySeconds = 20;
const visitNotedEverySeconds = 60;

/**
 * For whom a session begins. `role` is that of the membership; needed where the way does not suffice for every role. `sharedDevice`: the person
 * ticked that others use this device too. `strong`: they showed a strong factor just now, where the way alone does not say it.
 */
export type Beginning = { personId: string; way: Way; membershipId?: string; role?: MemberRole; partnershipId?: string; sharedDevice?: boolean; strong?: boolean };

/**
 * Opens a session for a person of whom we have made sure, under a new id; the one this browser had before ends. Call it in an action (POST) only.
 * The database refuses a membership that this way may not open.
 *
 * @returns headers that set the cookie, to go with the redirect
 */
export async function beginSession(request: Request, context: SignInContext, who: Beginning): Promise<Headers> {
  const before = await findSession(request, context);
  await context.authDb.delete(sessions).where(or(lt(sessions.expiresAt, sql`now()`), before ? eq(sessions.id, before.id) : undefined));
  const { headers, response } = await libraryOf(context).api.beginSession({
    body: { personId: who.personId, way: who.way, strong: who.strong ?? isStrong(who.way), membershipId: who.membershipId ?? null, role: who.role ?? null, partnershipId: who.partnershipId ?? null },
    headers: request.headers,
    returnHeaders: true,
  });
  if (who.sharedDevice) await context.authDb.update(sessions).set({ sharedDevice: true }).where(eq(sessions.id, response.sessionId));
  return headers;
}

// Remix gives each loader of a page its own Request, but all of them one context.
const found = new WeakMap<object, Promise<Session | null>>();

/** The session that a request belongs to, looked up once a request; see {@link findSession}. */
export function sessionOf(request: Request, context: SignInContext): Promise<Session | null> {
  let session = found.get(context);
  if (!session) found.set(context, (session = findSession(request, context)));
  return session;
}

/**
 * The session behind a cookie, or null: none, ended, too old, unused for too long (unless a visit goes on), or of a demo that is none any more. Notes
 * that it was used, when the request shows that (`isUse`) or a visit goes on.
 */
export async function findSession(request: Request, context: SignInContext): Promise<Session | null> {
  const known = await libraryOf(context).api.getSession({ headers: request.headers, query: { disableRefresh: true, disableCookieCache: true } });
  return known ? judge(context, known.session.id, isUse(request)) : null;
}

/** For what stays open longer than a request (an event stream) and asks again and again: the same by its id, as its cookie may be another one by now. Asking is no use. */
export function findSessionById(context: SignInContext, id: string): Promise<Session | null> {
  return judge(context, id, false);
}

/** The same context as of a new request that belongs to this session. */
export function contextOfSession<C extends SignInContext>(context: C, id: string): C {
  const own = { ...context };
  found.set(own, findSessionById(own, id));
  return own;
}

async function judge(context: SignInContext, id: string, uses: boolean): Promise<Session | null> {
  const [used] = await context.authDb
    .select({
      personId: sessions.userId, way: sessions.way, membershipId: sessions.membershipId, partnershipId: sessions.partnershipId, strongAt: sessions.strongAt, sharedDevice: sessions.sharedDevice,
      idleSeconds: sql<number>`extract(epoch from auth.clock_now() - ${sessions.seenAt})::float8`,
    })
    .from(sessions).where(and(eq(sessions.id, id), gt(sessions.expiresAt, sql`now()`)));
  if (!used || (used.way === 'demo' && !context.config.demo)) return null;
  const isKept = isHeld(id);
  if (!isKept && leftSecondsOf(used) <= 0) {
    await endSessions(context, sql`id = ${id}`, used.sharedDevice ? 'idle_shared' : 'idle');
    return null;
  }
  if ((uses && used.idleSeconds > notedEverySeconds) || (isKept && used.idleSeconds > visitNotedEverySeconds)) await noteUse(context, id);
  const { idleSeconds, ...session } = used;
  return { id, ...session, leftSeconds: isKept ? null : leftSecondsOf({ ...used, idleSeconds: uses ? 0 : idleSeconds }) };
}

/** Notes that a person is using this session now. */
export async function noteUse({ authDb }: Pick<SignInContext, 'authDb'>, sessionId: string): Promise<void> {
  await authDb.update(sessions).set({ seenAt: sql`auth.clock_now()` }).where(eq(sessions.id, sessionId));
}

/**
 * Chooses the membership to act under. Whether it is the person's own, and current, the caller has asked the database. Answers false when the role
 * asks for more than this session was opened with.
 */
export async function chooseMembership(context: SignInContext, session: Session, membership: { id: string; role: MemberRole }): Promise<boolean> {
  if (session.way !== 'link' && !mayActBy(session.way, membership.role)) return false;
  await context.authDb.update(sessions).set({ membershipId: membership.id, role: membership.role }).where(and(eq(sessions.id, session.id), eq(sessions.userId, session.personId)));
  return true;
}

/** Ends the session on the server. Harmless when there is none. */
export async function endSession(request: Request, context: SignInContext): Promise<Headers> {
  const { headers } = await libraryOf(context).api.signOut({ headers: request.headers, returnHeaders: true });
  return headers;
}

/** Ends every session of a person at once: their access ended, or what they sign in with was replaced. */
export async function endSessionsOf(context: Pick<SignInContext, 'authDb'>, personId: string): Promise<void> {
  await endSessions(context, sql`user_id = ${personId}`, 'access_ended');
}

/**
 * Ends at once every session in which somebody acts under a membership that has ended, and those in which they have chosen none yet. Where they act for
 * another place, or as a guardian, they stay signed in.
 */
export async function endSignIns(context: Pick<SignInContext, 'authDb'>, { membershipId, personId }: { membershipId: string; personId: string }): Promise<void> {
  await endSessions(context, sql`membership_id = ${membershipId} or (user_id = ${personId} and membership_id is null and partnership_id is null)`, 'access_ended');
}
