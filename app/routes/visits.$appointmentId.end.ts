import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { endVisit } from '../visits/end-visit.server.ts';
import { roomService } from '../visits/room-service.server.ts';
import { therapistWord } from '../visits/therapist-word.server.ts';
import { visitChanged } from '../visits/visit-changes.server.ts';

/** Ends the visit for everybody, and goes on to who attended. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'visit.hold');
  const appointmentId = params['appointmentId'] ?? '';
  const room = await asActor(context.db, who.actor, 'visit.end', async (tx) => {
    const word = await therapistWord(tx, appointmentId);
    return word?.visit.visit ? endVisit(tx, word.visit.visit.id) : null;
  });
  if (!room) throw notFound();
  const { video } = context.config;
  if (video) await roomService(video).close(room.room);
  visitChanged(appointmentId);
  return redirect(`/visits/${appointmentId}/attendance`);
}
