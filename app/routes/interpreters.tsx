import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { languageNames } from '../i18n/language-names.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { interpretersOf } from '../interpreters/interpreters.server.ts';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Tag } from '../ui/tag.tsx';

export const handle = pageTitle('interpreters', 'title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  return { interpreters: await asActor(context.db, who.actor, 'interpreter.read', interpretersOf) };
}

/** Who interprets here, what they speak and how many hours a week they have. */
export default function InterpretersPage() {
  const { interpreters } = useLoaderData<typeof loader>();
  const t = useText('interpreters');
  const p = useText('partnership');
  const language = useLanguage();
  const names = languageNames(language);
  const week = (hours: number, untilDate: string | null) => {
    const said = t('hours.week', { count: Math.round(hours) });
    return untilDate ? t('hours.until', { hours: said, date: dateText(untilDate, language) }) : said;
  };
  const add = <ButtonLink to="/interpreters/new" tone="primary" icon={Plus}>{t('add')}</ButtonLink>;
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} trail={[{ to: '/staff', label: p('staff.title') }]} actions={interpreters.length > 0 && add} />
      <DataTable
        caption={t('title')} rows={interpreters} rowKey={({ id }) => id} empty={<EmptyState title={t('none')} action={add} door="shut">{t('none.help')}</EmptyState>}
        columns={[
          { key: 'name', header: t('name'), rowHeader: true, cell: ({ id, name }) => <Link to={`/interpreters/${id}`}>{name}</Link> },
          { key: 'languages', header: t('languages'), cell: ({ languages }) => languages.map((code) => names.of(code)).join(', ') },
          { key: 'hours', header: t('hours'), cell: ({ hours, ended, untilDate }) => (
            ended && untilDate ? <Tag>{t('ended', { date: dateText(untilDate, language) })}</Tag> : hours > 0 ? week(hours, untilDate) : <Tag tone="needs">{t('hours.none')}</Tag>) },
        ]}
      />
    </>
  );
}
