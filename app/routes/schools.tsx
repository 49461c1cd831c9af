import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { schoolsOf } from '../partnership/schools.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Tag } from '../ui/tag.tsx';

export const handle = pageTitle('roster', 'schools.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'school.change');
  return { schools: await asActor(context.db, who.actor, 'school.read', schoolsOf) };
}

export default function SchoolsPage() {
  const { schools } = useLoaderData<typeof loader>();
  const t = useText('roster');
  const missing = <Tag tone="needs">{t('schools.missing')}</Tag>;
  return (
    <>
      <PageHeading title={t('schools.title')} lede={t('schools.lede')} />
      {schools.length === 0 ? <EmptyState title={t('schools.none')}>{t('schools.none.help')}</EmptyState> : (
        <DataTable caption={t('schools.title')} rows={schools} rowKey={(school) => school.id} columns={[
          { key: 'school', header: t('schools.school'), rowHeader: true, cell: (school) => school.name },
          { key: 'state', header: t('schools.state'), cell: (school) => school.state ?? missing },
          { key: 'zone', header: t('schools.zone'), cell: (school) => school.zone ?? missing },
          { key: 'set', header: t('schools.set'), quietHeader: true, cell: (school) => <ButtonLink to={`/schools/${school.id}`}>{t(school.state && school.zone ? 'schools.change' : 'schools.set')}</ButtonLink> },
        ]} />
      )}
    </>
  );
}
