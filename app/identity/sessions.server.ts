import { eq, and, lt, sql } from 'drizzle-orm';
import { session as sessions } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import type { MemberRole } from './permissions.ts';
import { libraryOf } from './sign-in-library.server.ts';
import { mayActBy, type Way } from './ways.ts';

/**
 * An open session. `membershipId` is null until one is chosen, and for a guardian; `partnershipId` is set for a guardian only. `strongAt`: when
 * the person last showed a strong factor in it, in real time; null after a mailed link.
 */
export type Session = { id: string; personId: string; way: Way; membershipId: string | null; partnershipId: string | null; strongAt: Date | null };

type SignInContext = Pick<HallwayContext, 'authDb' | 'config'>;

/** Seconds without a request after which a session is over. A visit of 50 minutes must fit in. */
const idleSeconds: Record<Way, number> = { demo: 4 * 60 * 60, link: 2 * 60 * 60, password: 60 * 60, passkey: 60 * 60, sso: 60 * 60 };

/** For whom a session begins. `role` is that of the membership; needed where the way does not suffice for every role. */
export type Beginning = { personId: string; way: Way; membershipId?: string; role?: MemberRole; partnershipId?: string };

/**
 * Opens a session for a person of whom we have made sure, under a new id; the one this browser had before ends. Call it in an action (POST) only.
 * The database refuses a membership that this way may not open.
 *
 * @returns headers that set the cookie, to go with the redirect
 */
export async function beginSession(request: Request, context: SignInContext, who: Beginning): Promise<Headers> {
  const before = await sessionOf(request, context);
  if (before) await context.authDb.delete(sessions).where(eq(sessions.id, before.id));
  const { headers } = await libraryOf(context).api.beginSession({
    body: { personId: who.personId, way: who.way, membershipId: who.membershipId ?? null, role: who.role ?? null, partnershipId: who.partnershipId ?? null },
    headers: request.headers,
    returnHeaders: true,
  });
  return headers;
}

/** The session that a request belongs to, or null: none, ended, too old, idle for too long, or of a demo that is none any more. Notes that it was seen, once a minute. */
export async function sessionOf(request: Request, context: SignInContext): Promise<Session | null> {
  const found = await libraryOf(context).api.getSession({ headers: request.headers, query: { disableRefresh: true, disableCookieCache: true } });
  if (!found) return null;
  const { id, userId, updatedAt, way, membershipId, partnershipId, strongAt } = found.session as typeof found.session & Omit<Session, 'personId'>;
  const idleForSeconds = (Date.now() - updatedAt.getTime()) / 1000;
  if (idleForSeconds > idleSeconds[way] || (way === 'demo' && !context.config.demo)) {
    await context.authDb.delete(sessions).where(eq(sessions.id, id));
    return null;
  }
  if (idleForSeconds > 60) {
    await context.authDb.update(sessions).set({ updatedAt: sql`now()` })
      .where(and(eq(sessions.id, id), lt(sessions.updatedAt, sql`now() - interval '1 minute'`)));
  }
  return { id, personId: userId, way, membershipId: membershipId ?? null, partnershipId: partnershipId ?? null, strongAt: strongAt ?? null };
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

/** Ends every session of a person at once: their account was closed, or a device was lost. */
export async function endSessionsOf(context: SignInContext, personId: string): Promise<void> {
  await context.authDb.delete(sessions).where(eq(sessions.userId, personId));
}
