import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { endRole } from '../partnership/end-role.server.ts';
import { endPresence } from '../visits/end-presence.server.ts';

/** Ends a role at once: who had it is signed off wherever they act under it, and a visit that they are holding ends. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'therapist.appoint');
  const ended = await endRole(context, who.actor, idParam(params, 'membershipId'));
  if (!ended.ok && ended.reason === 'not-found') throw notFound();
  if (!ended.ok) return redirect(`/therapists?${ended.reason}`);
  await endPresence(context, who.partnership, ended.personId);
  return redirect('/therapists?ended');
}
