import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { outcomes } from '../emergency/threats.ts';
import { readReview } from '../emergency/reviews.server.ts';
import { ReviewForm } from '../emergency/review-form.tsx';
import { reviewEmergency } from '../emergency/review-emergency.server.ts';
import { ReviewFacts, ReviewResult, WhatWasLookedAt } from '../emergency/review-facts.tsx';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('emergency', 'reviews.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'emergency.review');
  const accessId = idParam(params, 'accessId');
  const review = await asActor(context.db, who.actor, 'emergency.review', (tx) => readReview(tx, accessId));
  if (!review) throw notFound();
  return review;
}

const found = z.object({ outcome: z.enum(outcomes), words: z.string().trim().max(4000).default('') });

/** Says what was found; when it was not right, in words. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'emergency.review');
  const accessId = idParam(params, 'accessId');
  const form = await request.formData();
  const kept = { outcome: String(form.get('outcome') ?? ''), words: String(form.get('words') ?? '') };
  const given = found.safeParse(Object.fromEntries(form));
  if (!given.success) return data({ wrong: 'outcome' as const, refused: null, kept }, { status: 400 });
  if (given.data.outcome === 'not_appropriate' && given.data.words === '') return data({ wrong: 'words' as const, refused: null, kept }, { status: 400 });
  const reviewed = await reviewEmergency(context.db, who.actor, accessId, given.data);
  if (reviewed.ok) return redirect(`/emergency/reviews/${accessId}`);
  if (reviewed.reason === 'not-found') throw notFound();
  return data({ wrong: null, refused: reviewed.reason, kept }, { status: 409 });
}

export default function ReviewPage() {
  const review = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('emergency');
  const s = useText('shell');
  const { id, state, isOneself } = review;
  const isReviewed = review.reviewedAt !== null;
  return (
    <>
      <PageHeading
        title={t('review.title', { student: review.student ?? t('somebody') })} trail={[{ to: '/emergency/reviews', label: t('reviews.title') }]}
        lede={t('review.lede', { name: review.openedBy ?? t('somebody'), role: s(`role.${review.role}`), organisation: review.organisation })}
      />
      <div className="stack-5">
        {answer?.refused && <Notice tone="needs" role="alert"><b>{t(`review.refusal.${answer.refused}`)}</b></Notice>}
        {state === 'open' && (
          <Notice tone="danger">
            <b>{t('state.open')}</b><p>{t('review.open-still')}</p>
            <Form method="post" action={`/emergency/reviews/${id}/end`}><Button>{t('banner.end')}</Button></Form>
          </Notice>
        )}
        {!isReviewed && isOneself && <Notice tone="needs"><p>{t('review.own')}</p></Notice>}
        <div className="page-split">
          <div className="stack-5">
            <ReviewFacts review={review} />
            {isReviewed && <ReviewResult review={review} />}
            {!isReviewed && !isOneself && state !== 'open' && <ReviewForm kept={answer?.kept} wrong={answer?.wrong ?? null} />}
          </div>
          <aside className="stack-5"><WhatWasLookedAt review={review} /></aside>
        </div>
      </div>
    </>
  );
}
