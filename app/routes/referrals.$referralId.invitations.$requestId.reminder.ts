import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { sendAgain } from '../referrals/ask-family.server.ts';

/** Sends an invitation again; where there is no mail, to the letter. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'consent.send');
  const [referralId, requestId] = [idParam(params, 'referralId'), idParam(params, 'requestId')];
  const key = z.string().min(8).max(200).safeParse((await request.formData()).get('key'));
  if (!key.success) throw notFound();
  const sent = await asActor(context.db, who.actor, 'consent.send', (tx) => sendAgain(tx, context.config, { key: key.data, referralId, requestId }));
  if (!sent.ok && sent.reason === 'not-found') throw notFound();
  if (!sent.ok) return redirect(`/referrals/${referralId}?said=already-answered`);
  return redirect(sent.sentBy === 'letter' ? `/referrals/${referralId}/invitations/${requestId}/letter` : `/referrals/${referralId}?said=again`);
}
