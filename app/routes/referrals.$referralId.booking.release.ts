import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { releaseHolds } from '../scheduling/release-hold.server.ts';

/** Gives up the time that is held. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'appointment.book');
  const referralId = idParam(params, 'referralId');
  if ((await releaseHolds(context.db, who.actor, referralId)) === null) throw notFound();
  return redirect(`/referrals/${referralId}/booking`);
}
