import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { removeOwnDay } from '../therapist-time/own-days.server.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const date = z.iso.date().safeParse((await request.formData()).get('date'));
  if (!date.success) throw notFound();
  await asActor(context.db, who.actor, 'availability.change', (tx) => removeOwnDay(tx, who.person.id, date.data));
  return redirect('/hours/days?removed');
}
