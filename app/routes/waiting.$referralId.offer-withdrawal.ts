import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { takeOfferBack } from '../matching/end-offer.server.ts';

/** Takes the open offer of a referral back. Whoever was quicker, the student's own page says how it stands now. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'offer.withdraw');
  const referralId = idParam(params, 'referralId');
  const back = await takeOfferBack(context.db, who.actor, referralId);
  if (!back.ok && back.reason === 'not-found') throw notFound();
  return redirect(`/waiting/${referralId}`);
}
