import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { removePasskey } from '../identity/change-ways.server.ts';
import { requireOwnFreshSession, requireOwnSession } from '../identity/require-own-session.server.ts';

/** Takes one of the person's own passkeys away; the last way in stays. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const outcome = await removePasskey(context, await requireOwnFreshSession(request, context), idParam(params, 'passkeyId'));
  if (outcome === 'not-found') throw notFound();
  return redirect(`/me/sign-in?${outcome}`);
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOwnSession(request, context);
  return redirect('/me/sign-in');
}
