import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import type { Organisation, OrganisationKind } from './organisations.server.ts';

/** The organisations of one kind, each with the way to change it; of a school also what it still lacks. */
export function OrganisationTable({ kind, organisations }: { kind: OrganisationKind; organisations: readonly Organisation[] }) {
  const t = useText('partnership');
  const columns: Column<Organisation>[] = [
    { key: 'name', header: t('organisations.name'), rowHeader: true, cell: (one) => <>{one.name}{one.parent && <span className="sub">{one.parent}</span>}</> },
    { key: 'people', header: t('organisations.people'), cell: (one) => t('organisations.people.count', { count: one.people }) },
    { key: 'state', header: t('organisations.state'), cell: (one) => (one.ended ? <Tag>{t('organisations.ended')}</Tag> : kind === 'school' && !(one.state && one.zone) ? <Tag tone="needs">{t('organisations.incomplete')}</Tag> : t('organisations.takes-part')) },
    { key: 'change', header: t('organisations.change'), quietHeader: true, cell: (one) => <ButtonLink to={`/organisations/${one.id}`} aria-label={t('organisations.change.of', { name: one.name })}>{t('organisations.change')}</ButtonLink> },
  ];
  return (
    <Section title={t(`kinds.${kind}`)} count={organisations.length}>
      <DataTable caption={t(`kinds.${kind}`)} rows={organisations} rowKey={(one) => one.id} columns={columns} empty={<p className="soft">{t(`kinds.${kind}.none`)}</p>} />
    </Section>
  );
}
