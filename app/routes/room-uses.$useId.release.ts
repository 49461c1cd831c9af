import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { releaseUse } from '../rooms/move-use.server.ts';

/** Releases another use of a room, or it and those that follow. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  const following = (await request.formData()).get('which') === 'following';
  const released = await asActor(context.db, who.actor, 'room-use.change', (tx) => releaseUse(tx, idParam(params, 'useId'), following));
  if (!released) throw notFound();
  return redirect(`/rooms/${released.roomId}/uses?done=released&n=${released.released}`);
}
