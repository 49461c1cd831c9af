import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { endSignIns } from '../identity/sessions.server.ts';
import { endAppointment } from '../partnership/appoint-staff.server.ts';
import { endPresence } from '../visits/end-presence.server.ts';

/** Ends a role at once: who had it is signed off wherever they act under it, and a visit that they are holding ends. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const membershipId = idParam(params, 'membershipId');
  const ended = await asActor(context.db, who.actor, 'staff.change', (tx) => endAppointment(tx, membershipId));
  if (!ended) throw notFound();
  await endSignIns(context, { membershipId, personId: ended.personId });
  await endPresence(context, who.partnership, ended.personId);
  return redirect('/staff?ended');
}
