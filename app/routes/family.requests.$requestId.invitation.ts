import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { ownRequestLink } from '../consent/own-request-link.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireGuardian } from '../identity/require-guardian.server.ts';

/** Leads a signed-in guardian to the page of their own request. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireGuardian(request, context, 'family.read');
  const url = await asActor(context.db, who.actor, 'consent.read', (tx) => ownRequestLink(tx, context.config, idParam(params, 'requestId')));
  if (!url) throw notFound();
  return redirect(new URL(url).pathname);
}
