import type { ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { enterRoom, withinActor } from '../visits/enter-room.server.ts';
import { passRequest } from '../visits/pass-request.ts';
import { therapistWord } from '../visits/therapist-word.server.ts';

/** The therapist's join click: a way into the room, for five minutes. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'visit.hold');
  const wanted = passRequest.safeParse(Object.fromEntries(await request.formData()));
  const word = await asActor(context.db, who.actor, 'visit.read', (tx) => therapistWord(tx, params['appointmentId'] ?? ''));
  if (!wanted.success || !word?.visit.visit) throw notFound();
  const answer = await enterRoom(context, withinActor(context, who.actor), { visitId: word.visit.visit.id, ...wanted.data });
  return Response.json(answer);
}
