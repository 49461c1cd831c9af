import { redirect } from '@remix-run/node';
import { eq, sql } from 'drizzle-orm';
import { session as sessions } from '../../db/tables/sign-in.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { pathOf, signInPath } from './require-member.server.ts';
import { sessionOf } from './sessions.server.ts';
import { libraryOf } from './sign-in-library.server.ts';

type SignInContext = Pick<HallwayContext, 'authDb' | 'config'>;

/** For so long after somebody showed a strong factor (signed in, or confirmed) it is still they who sit there. */
export const freshMinutes = 5;

/** What an action answers with `respondRefused`, so that the form comes back as it was typed, with `NotFreshNotice`. */
export type NotFresh = { ok: false; reason: 'not-fresh' };

/**
 * Step-up (security check 13): what gives data away or changes how somebody signs in asks who sits there once more, unless they showed it in the
 * last five minutes. Call it after `requireMember`, in the loader **and** in the action of such a page:
 *
 * - GET: throws a redirect to `/step-up`, which leads back here; so guard the page with the form, before anything is typed.
 * - Anything else: answers a refusal (`not-fresh`) and has done nothing; send the form back with what was typed.
 *
 * A guardian's mailed link is no strong factor: whoever came by one is asked to sign in anew.
 */
export async function requireFresh(request: Request, context: SignInContext): Promise<{ ok: true } | NotFresh> {
  const session = await sessionOf(request, context);
  if (!session) throw redirect(signInPath(request));
  const [row] = await context.authDb
    .select({ fresh: sql<boolean>`coalesce(${sessions.strongAt} between auth.clock_now() - make_interval(mins => ${freshMinutes}) and auth.clock_now(), false)` })
    .from(sessions).where(eq(sessions.id, session.id));
  if (row?.fresh) return { ok: true };
  if (request.method === 'GET') throw redirect(stepUpPath(request));
  return { ok: false, reason: 'not-fresh' };
}

/**
 * Notes that whoever holds this session has just shown a strong factor again. Call it only after having verified one. The session goes on under a new
 * secret (ASVS 7.2.4): whoever had come by the old cookie has nothing of it.
 *
 * @returns headers that set the cookie, to go with the answer
 */
export async function noteStrong(context: SignInContext, sessionId: string): Promise<Headers> {
  await context.authDb.update(sessions).set({ strongAt: sql`auth.clock_now()` }).where(eq(sessions.id, sessionId));
  return (await libraryOf(context).api.renewSession({ body: { sessionId }, headers: new Headers(), returnHeaders: true })).headers;
}

function stepUpPath(request: Request): string {
  return `/step-up?${new URLSearchParams({ to: pathOf(request) })}`;
}
