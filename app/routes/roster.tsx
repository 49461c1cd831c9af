import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FileUp } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { ImportState } from '../roster/import-state.tsx';
import { importsOf } from '../roster/imports.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('rosterImport', 'title');

const NEWEST = 30;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'roster.import');
  return { imports: await asActor(context.db, who.actor, 'roster.import', (tx) => importsOf(tx, NEWEST)) };
}

/** Every roster that was brought in here or refused, the newest first. */
export default function RostersPage() {
  const { imports } = useLoaderData<typeof loader>();
  const t = useText('rosterImport');
  const bring = <ButtonLink to="/roster/upload" tone="primary" icon={FileUp}>{t('bring.title')}</ButtonLink>;
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} actions={imports.length > 0 ? bring : undefined} />
      {imports.length === 0 ? <EmptyState title={t('past.none')} action={bring}>{t('past.none.help')}</EmptyState> : (
        <DataTable caption={t('past.title')} rows={imports} rowKey={(one) => one.id} columns={[
          { key: 'when', header: t('past.when'), rowHeader: true, cell: (one) => <TimeText at={one.startedAt} form="dayTime" /> },
          { key: 'what', header: t('past.what'), cell: (one) => (one.source === '' ? t('past.unknown') : one.source) },
          { key: 'who', header: t('past.who'), cell: (one) => one.by ?? t('past.by-itself') },
          { key: 'state', header: t('past.state'), cell: (one) => <ImportState state={one.state} /> },
          { key: 'look', header: t('past.look'), quietHeader: true, cell: (one) => <ButtonLink to={`/roster/imports/${one.id}`}>{t('past.look')}</ButtonLink> },
        ]} />
      )}
    </>
  );
}
