import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { acknowledgeSafetyEvent } from '../safety/answer-safety-event.server.ts';

/** Somebody takes a safety event on. Whoever comes second finds the first one's name on the page. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'safety-event.acknowledge');
  const eventId = idParam(params, 'eventId');
  const answer = await asActor(context.db, who.actor, 'safety-event.acknowledge', (tx) => acknowledgeSafetyEvent(tx, eventId));
  if (!answer.ok && answer.reason === 'not-found') throw notFound();
  return redirect(`/safety/${eventId}`);
}
