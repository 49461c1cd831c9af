import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { removeOwnDay } from '../therapist-time/own-days.server.ts';

const dayToTakeBack = z.object({ date: z.iso.date(), sure: z.string().optional() });

/** A date goes by the weekly hours again; if visits could not be held any more then, only after they were seen on the page of the days. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const sent = dayToTakeBack.safeParse(Object.fromEntries(await request.formData()));
  if (!sent.success) throw notFound();
  const { date, sure } = sent.data;
  const { saved } = await asActor(context.db, who.actor, 'availability.change', (tx) => changeTime(tx, { back: date }, sure, (inner) => removeOwnDay(inner, who.person.id, date)));
  return redirect(saved ? '/hours/days?removed' : `/hours/days?back=${date}`);
}
