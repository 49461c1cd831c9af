import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { z } from '../http/schema.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { makeOffer } from '../matching/make-offer.server.ts';
import { MatchSheet } from '../matching/match-sheet.tsx';
import { matchStudent } from '../matching/match-student.server.ts';
import { standingOffer } from '../matching/open-offer.server.ts';
import { Notice } from '../ui/notice.tsx';

export const handle = pageTitle('matching', 'waiting.title');

const offerForm = z.object({ engagementId: z.uuid() });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'match.read');
  const referralId = idParam(params, 'referralId');
  const answer = await asActor(context.db, who.actor, 'match.read', async (tx) => {
    const [found, offer] = [await matchStudent(tx, referralId), await standingOffer(tx, referralId)];
    if (!found) throw notFound();
    await record(tx, { action: 'match.read', ...(found.ok && { studentId: found.match.studentId }), subject: { kind: 'referral', id: referralId } });
    return { found, offer };
  });
  return { referralId, ...answer };
}

/** Offers the student to one therapist, as one agency engages them. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'offer.make');
  const referralId = idParam(params, 'referralId');
  const form = offerForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw notFound();
  const made = await makeOffer(context.db, who.actor, { referralId, engagementId: form.data.engagementId, makeUrl: (offerId) => `${context.config.origin}/offers/${offerId}` });
  if (made.ok) return redirect(`/waiting/${referralId}`);
  if (made.reason === 'not-found') throw notFound();
  return data({ refused: made.reason }, { status: respondRefused(made).init?.status ?? 409 });
}

export default function MatchPage() {
  const { found, offer, referralId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('matching');
  return (
    <MatchSheet found={found} offer={offer} referralId={referralId}>
      {answer && <Notice tone="danger" role="alert"><b>{t(`refusal.${answer.refused}`)}</b></Notice>}
    </MatchSheet>
  );
}
