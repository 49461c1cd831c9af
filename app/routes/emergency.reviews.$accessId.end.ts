import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { endEmergency } from '../emergency/end-emergency.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';

/** A reviewer ends what should not go on. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'emergency.review');
  const accessId = idParam(params, 'accessId');
  const ended = await asActor(context.db, who.actor, 'emergency.end', (tx) => endEmergency(tx, accessId));
  if (!ended.ok) throw notFound();
  return redirect(`/emergency/reviews/${accessId}`);
}
