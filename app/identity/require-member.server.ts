import { redirect, type AppLoadContext } from '@remix-run/node';
import { notFound } from '../http/respond.server.ts';
import { wayBack } from '../http/way-back.ts';
import { whoIsAsking } from './asking.server.ts';
import { can, type Action } from './permissions.ts';
import { homeOf, type Member } from './who.ts';

/**
 * The member who asks, for an action that their role may do. The first line of every loader and action of a staff page:
 * `const who = await requireMember(request, context, 'referral.create')`, then `asActor(context.db, who.actor, …)`.
 *
 * Nobody: to the sign-in page, and back here afterwards. No membership chosen: to the choice. A role without this right, or a guardian:
 * 404, as if there were no such page (a 403 would say that there is one).
 */
export async function requireMember(request: Request, context: AppLoadContext, action: Action): Promise<Member> {
  const asking = await whoIsAsking(request, context);
  if (asking.kind === 'nobody' || asking.kind === 'ended') throw redirect(signInPath(request));
  if (asking.kind === 'undecided') throw redirect(homeOf(asking));
  if (asking.kind === 'guardian' || !can(asking.role, action)) {
    context.log.warn('not-allowed', { requestId: context.requestId, role: asking.role, action });
    throw notFound();
  }
  return asking;
}

/**
 * The sign-in page, remembering where the person wanted to go: the page they asked for, or the one from which they sent something. Its address is all
 * that is remembered.
 */
export function signInPath(request: Request): string {
  const to = request.method === 'GET' ? pathOf(request) : sentFrom(request);
  return to !== '/' ? `/sign-in?${new URLSearchParams({ to })}` : '/sign-in';
}

function sentFrom(request: Request): string {
  const from = URL.parse(request.headers.get('referer') ?? '');
  return from?.origin === new URL(request.url).origin ? wayBack(from.pathname + from.search) : '/';
}

/** Path and query of the page that was asked for, without what Remix adds when it only wants a page's data. */
export function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname.replace(/\.data$/, '') + search.replace(/[?&]_routes=[^&]*/, '');
}
