import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CalendarPlus } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { schoolYearsOf } from '../partnership/school-years.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { DateText } from '../ui/time-text.tsx';

export const handle = pageTitle('partnership', 'years.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'school-year.change');
  return { years: await asActor(context.db, who.actor, 'school-year.read', schoolYearsOf), saved: new URL(request.url).searchParams.has('done') };
}

export default function SchoolYearsPage() {
  const { years, saved } = useLoaderData<typeof loader>();
  const t = useText('partnership');
  const add = <ButtonLink to="/school-years/new" tone="primary" icon={CalendarPlus}>{t('years.add')}</ButtonLink>;
  return (
    <>
      <PageHeading title={t('years.title')} lede={t('years.lede')} trail={[{ to: '/organisations', label: t('organisations.title') }]} actions={years.length > 0 && add} />
      <div className="stack-4">
        {saved && <Notice tone="go" role="status"><b>{t('year.saved')}</b></Notice>}
        {years.length === 0 ? <EmptyState title={t('years.none')} action={add}>{t('years.none.help')}</EmptyState> : (
          <DataTable caption={t('years.title')} rows={years} rowKey={(year) => year.id} columns={[
            { key: 'year', header: t('year.name'), rowHeader: true, cell: (year) => year.title },
            { key: 'first', header: t('year.first'), cell: (year) => <DateText date={year.firstDay} /> },
            { key: 'last', header: t('year.last'), cell: (year) => <DateText date={year.lastDay} /> },
            { key: 'terms', header: t('year.terms'), cell: (year) => (year.terms.length === 0 ? t('year.terms.none') : (
              <ul>{year.terms.map((term) => <li key={`${term.title} ${term.firstDay}`}>{term.title}<span className="sub"><DateText date={term.firstDay} /> – <DateText date={term.lastDay} /></span></li>)}</ul>)) },
            { key: 'change', header: t('organisations.change'), quietHeader: true, cell: (year) => (year.fromRoster ? <span className="small soft">{t('year.from-roster')}</span>
              : <ButtonLink to={`/school-years/${year.id}`} aria-label={t('organisations.change.of', { name: year.title })}>{t('organisations.change')}</ButtonLink>) },
          ]} />
        )}
      </div>
    </>
  );
}
