import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { ReviewTable } from '../emergency/review-table.tsx';
import { reviews } from '../emergency/reviews.server.ts';
import { moreRows, rowsToShow } from '../http/shown-rows.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('emergency', 'reviews.title');

/** The queue of those who review: what waits, the longest first, then what was reviewed. `?show=` says how many. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'emergency.review');
  const most = rowsToShow(new URL(request.url).searchParams);
  return asActor(context.db, who.actor, 'emergency.review', async (tx) => {
    const some = await reviews(tx, most + 1);
    await record(tx, { action: 'emergency.listed', body: { count: Math.min(some.length, most) } });
    return { found: some.slice(0, most), more: some.length > most };
  });
}

export default function ReviewsPage() {
  const { found, more } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const t = useText('emergency');
  const further = more ? moreRows(search, found.length) : null;
  return (
    <>
      <PageHeading title={t('reviews.title')} lede={t('reviews.lede')} />
      {found.length === 0 ? <EmptyState title={t('reviews.none')}>{t('reviews.none.help')}</EmptyState> : <ReviewTable reviews={found} />}
      {further && <p><ButtonLink to={further} preventScrollReset>{t('reviews.more')}</ButtonLink></p>}
    </>
  );
}
