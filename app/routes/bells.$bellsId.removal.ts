import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { bellsById } from '../school-time/bells.server.ts';
import { removeBells } from '../school-time/keep-bells.server.ts';
import { looksAfter } from '../school-time/school-asked.server.ts';

/** Takes a bell schedule away; visits that are booked keep standing. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  const bellsId = idParam(params, 'bellsId');
  const schoolId = await asActor(context.db, who.actor, 'bell-schedule.change', async (tx) => {
    const bells = await bellsById(tx, bellsId);
    if (!bells || !looksAfter(who.organisation, bells.schoolId)) throw notFound();
    await removeBells(tx, bells.schoolId, bellsId);
    return bells.schoolId;
  });
  return redirect(`/bells?school=${schoolId}&done=removed`);
}
