import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { z } from '../http/schema.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { declineOffer } from '../matching/answer-offer.server.ts';
import { declineReasons } from '../matching/offer.ts';

const decline = z.object({ because: z.enum(declineReasons) });

/** The therapist says no. Whatever the outcome, the offer's own page says how it stands. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'offer.answer');
  const offerId = idParam(params, 'offerId');
  const parsed = decline.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return redirect(`/offers/${offerId}`);
  const declined = await declineOffer(context.db, who.actor, offerId, parsed.data.because);
  if (!declined.ok && declined.reason === 'not-found') throw notFound();
  return redirect(`/offers/${offerId}`);
}
