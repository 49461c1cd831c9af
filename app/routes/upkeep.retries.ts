import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { failedJobs } from '../today/upkeep.server.ts';

/** Tries once more what Hallway had given up. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'upkeep.change');
  const failed = await asActor(context.db, who.actor, 'upkeep.change', async (tx) => {
    const jobs = await failedJobs(tx);
    if (jobs.length > 0) await record(tx, { action: 'upkeep.tried-again', body: { count: jobs.length } });
    return jobs;
  });
  for (const queue of new Set(failed.map((job) => job.queue))) await context.boss.retry(queue, failed.filter((job) => job.queue === queue).map((job) => job.id));
  return redirect('/upkeep?done');
}
