import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { endOutOfOrder } from '../rooms/out-of-order.server.ts';
import { roomHere } from '../rooms/room-here.server.ts';

/** The room is in order again, sooner than was said. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  const roomId = idParam(params, 'roomId');
  const ended = await asActor(context.db, who.actor, 'room-use.change', async (tx) => {
    await roomHere(tx, who, roomId);
    return endOutOfOrder(tx, roomId, idParam(params, 'outOfOrderId'));
  });
  if (!ended) throw notFound();
  return redirect(`/rooms/${roomId}/uses?done=mended`);
}
