import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { endAppointment } from '../partnership/appoint-staff.server.ts';

/** Ends a role today. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'staff.change');
  const ended = await asActor(context.db, who.actor, 'staff.change', (tx) => endAppointment(tx, idParam(params, 'membershipId')));
  if (!ended) throw notFound();
  return redirect('/staff?ended');
}
