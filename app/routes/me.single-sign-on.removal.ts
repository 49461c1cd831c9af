import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { removeSignOn } from '../identity/change-ways.server.ts';
import { requireOwnFreshSession, requireOwnSession } from '../identity/require-own-session.server.ts';

const sent = z.object({ issuer: z.string().min(1).max(500) });

/** Takes one of the person's own identities at single sign-on away; the last way in stays. */
export async function action({ request, context }: ActionFunctionArgs) {
  const own = await requireOwnFreshSession(request, context);
  const asked = sent.safeParse(Object.fromEntries(await request.formData()));
  const outcome = asked.success ? await removeSignOn(context, own, asked.data.issuer) : 'not-found';
  if (outcome === 'not-found') throw notFound();
  return redirect(`/me/sign-in?${outcome}`);
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOwnSession(request, context);
  return redirect('/me/sign-in');
}
