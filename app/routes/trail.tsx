import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { FileDown, Siren } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { SealPanel } from '../audit/seal-panel.tsx';
import { sealState } from '../audit/seal-state.server.ts';
import { asksForSomething, exported } from '../audit/trail-filter.ts';
import { TrailFilterForm } from '../audit/trail-filter-form.tsx';
import { trailAsked } from '../audit/trail-search.server.ts';
import { TrailTable } from '../audit/trail-table.tsx';
import { asksForKnown, trailPage } from '../audit/trail.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('audit', 'title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'trail.read');
  const filter = trailAsked(context.config, request);
  return asActor(context.db, who.actor, 'trail.read', async (tx) => {
    if (!(await asksForKnown(tx, filter))) throw notFound();
    const page = await trailPage(tx, filter, who.zone);
    const seals = await sealState(tx, Date.now());
    await record(tx, { action: 'trail.read', ...(filter.studentId !== null && { studentId: filter.studentId }) });
    return { filter, ...page, seals };
  });
}

/** Who did and saw what, and whether the trail is still as it was written. */
export default function TrailPage() {
  const { filter, entries, seals } = useLoaderData<typeof loader>();
  const t = useText('audit');
  const e = useText('emergency');
  return (
    <>
      <PageHeading title={t('title')} lede={t('lead')} actions={<ButtonLink to="/emergency/reviews" icon={Siren} prefetch="none">{e('reviews.link')}</ButtonLink>} />
      <div className="stack-5">
        <SealPanel state={seals} />
        <Section title={t('filter.title')}><TrailFilterForm filter={filter} /></Section>
        <Section title={t('list.title')}>
          {entries.length === 0
            ? <EmptyState title={asksForSomething(filter) ? t('list.none-found') : t('list.empty')} />
            : <div className="stack-3"><TrailTable entries={entries} /><Paging /><p><ButtonLink to={`/trail/export?${exported(filter)}`} icon={FileDown} prefetch="none">{t('export.link')}</ButtonLink></p></div>}
        </Section>
      </div>
    </>
  );
}

function Paging() {
  const { filter, earlier } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const t = useText('audit');
  const at = (before: string | null): string => {
    const wanted = new URLSearchParams(search);
    wanted.delete('before');
    if (before !== null) wanted.set('before', before);
    return `?${wanted.toString()}`;
  };
  return (
    <div className="row">
      {filter.before !== null && <ButtonLink to={at(null)}>{t('list.newest')}</ButtonLink>}
      {earlier !== null && <ButtonLink to={at(earlier)}>{t('list.more')}</ButtonLink>}
    </div>
  );
}
