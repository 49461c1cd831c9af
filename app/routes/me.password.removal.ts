import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { removePassword } from '../identity/change-ways.server.ts';
import { requireOwnFreshSession, requireOwnSession } from '../identity/require-own-session.server.ts';

/** Takes the person's password and its app away; the last way in stays. */
export async function action({ request, context }: ActionFunctionArgs) {
  return redirect(`/me/sign-in?${await removePassword(context, await requireOwnFreshSession(request, context))}`);
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOwnSession(request, context);
  return redirect('/me/sign-in');
}
