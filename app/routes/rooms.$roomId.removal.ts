import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { retireRoom } from '../rooms/keep-room.server.ts';
import { roomOf } from '../rooms/rooms.server.ts';
import { looksAfter } from '../school-time/school-asked.server.ts';

/** Takes a private room out of use, unless visits are booked in it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'room.change');
  const roomId = idParam(params, 'roomId');
  const answer = await asActor(context.db, who.actor, 'room.change', async (tx) => {
    const room = await roomOf(tx, roomId);
    if (!room || !looksAfter(who.organisation, room.schoolId)) throw notFound();
    return { schoolId: room.schoolId, ...(await retireRoom(tx, room.schoolId, roomId)) };
  });
  if (answer.ok) return redirect(`/rooms?school=${answer.schoolId}&done=retired`);
  if (answer.reason === 'not-found') throw notFound();
  return redirect(`/rooms/${roomId}?refused=${answer.reason}`);
}
