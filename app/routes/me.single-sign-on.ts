import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '../http/respond.server.ts';
import { mayAddWay } from '../identity/may-add-way.server.ts';
import { requireOwnFreshSession, requireOwnSession } from '../identity/require-own-session.server.ts';
import { leaveForSso } from '../identity/sso-ceremony.server.ts';
import { tryFrom } from '../identity/fair-tries.server.ts';

/**
 * Sends somebody who is signed in to the single sign-on of their district or agency, to add it to their ways in. It asks there anew: on a desk where
 * somebody else is signed in with the provider, theirs would otherwise be added.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const { session } = await requireOwnFreshSession(request, context);
  if (!context.config.sso || !(await mayAddWay(context, session))) throw notFound();
  if (!(await tryFrom(request, context, 'sso-from')).ok) return redirect('/sign-in/sso/callback?many');
  const left = await leaveForSso(context, { to: '/me/sign-in?added', sharedDevice: false, again: true, linkTo: session.id });
  if (!left) return redirect('/sign-in/sso/callback?unreachable');
  return redirect(left.url, { headers: { 'Set-Cookie': left.cookie } });
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOwnSession(request, context);
  return redirect('/me/sign-in');
}
