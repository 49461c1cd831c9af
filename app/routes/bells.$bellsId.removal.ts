import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { bellsById } from '../school-time/bells.server.ts';
import { removeBells } from '../school-time/keep-bells.server.ts';
import { isToBeSeen, lookAtBells } from '../school-time/look-at-bells.server.ts';
import { looksAfter, zoneOfSchool } from '../school-time/school-asked.server.ts';
import { seenOf } from '../school-time/seen.server.ts';

/** Takes a bell schedule away; visits that are booked keep standing. What it does must have been seen: a visit that was booked meanwhile is shown first. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'bell-schedule.change');
  const bellsId = idParam(params, 'bellsId');
  const seen = (await request.formData()).get('seen');
  const removed = await asActor(context.db, who.actor, 'bell-schedule.change', async (tx) => {
    const bells = await bellsById(tx, bellsId);
    if (!bells || !looksAfter(who.organisation, bells.schoolId)) throw notFound();
    const effect = await lookAtBells(tx, { id: bells.schoolId, zone: (await zoneOfSchool(tx, bells.schoolId)) ?? who.zone }, { removed: bellsId });
    if (isToBeSeen(effect) && seen !== seenOf({ removed: bellsId }, effect)) return null;
    await removeBells(tx, bells.schoolId, bellsId);
    return bells.schoolId;
  });
  return redirect(removed === null ? `/bells/${bellsId}?look` : `/bells?school=${removed}&done=removed`);
}
