import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireMember } from '../identity/require-member.server.ts';
import { readOutsideCalendar } from '../therapist-time/read-outside-calendar.server.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  await readOutsideCalendar(context.db, who.actor, who.person.id, { atOnce: true, reader: context.calendars });
  return redirect('/hours/calendar');
}
