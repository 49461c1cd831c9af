import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { removeTimeOff } from '../therapist-time/time-off.server.ts';

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const removed = await asActor(context.db, who.actor, 'availability.change', (tx) => removeTimeOff(tx, who.person.id, idParam(params, 'timeOffId')));
  if (!removed) throw notFound();
  return redirect('/hours/off?removed');
}
