import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileDown } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { exported } from '../audit/trail-filter.ts';
import { trailAsked } from '../audit/trail-search.server.ts';
import { asksForKnown, trailCount } from '../audit/trail.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireFresh } from '../identity/require-fresh.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('audit', 'export.title');

/** What gives data away asks first who sits there. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'trail.export');
  const filter = trailAsked(context.config, request);
  const count = await asActor(context.db, who.actor, 'trail.export', async (tx) => ((await asksForKnown(tx, filter)) ? trailCount(tx, { ...filter, before: null }, who.zone) : null));
  if (count === null) throw notFound();
  await requireFresh(request, context);
  return { search: exported(filter).toString(), count };
}

export default function ExportPage() {
  const { search, count } = useLoaderData<typeof loader>();
  const t = useText('audit');
  return (
    <>
      <PageHeading title={t('export.title')} lede={t('export.lede')} trail={[{ to: '/trail', label: t('title') }]} />
      <div className="stack-4">
        <p>{t('export.count', { count })}</p>
        {count > 0 && <Notice tone="needs">{t('export.warning')}</Notice>}
        <div className="row">
          {count > 0 && (
            <form method="post" action={`/trail/export/file?${search}`}><Button tone="primary" icon={FileDown}>{t('export.download')}</Button></form>
          )}
          <ButtonLink to={`/trail?${search}`} tone="plain">{t('export.back')}</ButtonLink>
        </div>
      </div>
    </>
  );
}
