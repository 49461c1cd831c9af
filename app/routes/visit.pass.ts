import type { ActionFunctionArgs } from '@remix-run/node';
import { notFound } from '../http/respond.server.ts';
import { asVisitor } from '../identity/visit-link.server.ts';
import { enterRoom } from '../visits/enter-room.server.ts';
import { passRequest } from '../visits/pass-request.ts';
import { visitorState } from '../visits/visitor-state.server.ts';

/** The visitor's join click: a way into the room, for five minutes, once the therapist let them in. */
export async function action({ request, context }: ActionFunctionArgs) {
  const wanted = passRequest.safeParse(Object.fromEntries(await request.formData()));
  if (!wanted.success) throw notFound();
  const state = await asVisitor(request, context, 'visit.read', visitorState);
  if (!state.ok) return Response.json({ ok: false, reason: state.reason });
  const visitId = state.value?.visitId;
  if (!visitId) return Response.json({ ok: false, reason: 'not-admitted' });
  const answer = await enterRoom(context, async (work) => {
    const done = await asVisitor(request, context, 'visit.join', work);
    if (!done.ok) throw new Error(done.reason);
    return done.value;
  }, { visitId, ...wanted.data });
  return Response.json(answer);
}
