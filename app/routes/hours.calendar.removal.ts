import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { removeOutsideCalendar } from '../therapist-time/outside-calendar.server.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  await asActor(context.db, who.actor, 'availability.change', (tx) => removeOutsideCalendar(tx, who.person.id));
  return redirect('/hours/calendar?removed');
}
