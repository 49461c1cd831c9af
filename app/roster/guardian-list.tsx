import { Check, Scale, UserRoundX } from 'lucide-react';
import { languageNames } from '../i18n/language-names.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Tag } from '../ui/tag.tsx';
import type { Guardianship } from './guardianship.ts';

/** A student's guardians: who they are, what they may do, and whether somebody has confirmed it. */
export function GuardianList({ guardians, studentId, mayConfirm }: { guardians: readonly Guardianship[]; studentId: string; mayConfirm: boolean }) {
  const t = useText('roster');
  const names = languageNames(useLanguage());
  if (guardians.length === 0) return <EmptyState title={t('guardians.none')}>{t('guardians.none.help')}</EmptyState>;
  return (
    <DataTable
      caption={t('guardians.title')} rows={guardians} rowKey={(guardian) => guardian.id}
      columns={[
        { key: 'name', header: t('guardians.who'), rowHeader: true, cell: (guardian) => <>{guardian.givenName} {guardian.familyName}<span className="sub">{t(`relationship.${guardian.relationship}`)}, {names.of(guardian.language)}</span></> },
        { key: 'reach', header: t('guardian.channels'), cell: (guardian) => <>{guardian.email}<span className="sub">{guardian.phone}</span></> },
        { key: 'may', header: t('guardian.rights'), cell: (guardian) => <Standing guardian={guardian} /> },
        ...(mayConfirm ? [{ key: 'act', header: t('guardians.confirm'), quietHeader: true, cell: (guardian: Guardianship) => <ButtonLink to={`/students/${studentId}/guardians/${guardian.id}`}>{t(guardian.confirmedAt === null ? 'guardians.confirm' : 'guardians.change')}</ButtonLink> }] : []),
      ]}
    />
  );
}

function Standing({ guardian }: { guardian: Guardianship }) {
  const t = useText('roster');
  return (
    <div className="stack-1">
      {guardian.confirmedAt === null
        ? <><Tag tone="needs">{t('guardians.proposed')}</Tag><span className="sub">{t('guardians.grants-nothing')}</span></>
        : <Tag tone={guardian.decisionRight ? 'ok' : 'line'} icon={guardian.accessRight ? Check : UserRoundX}>{t(guardian.decisionRight ? 'guardians.decides' : guardian.accessRight ? 'guardians.sees' : 'guardians.sees-nothing')}</Tag>}
      {guardian.courtOrder && <Tag tone="needs" icon={Scale}>{t('guardians.court-order')}</Tag>}
    </div>
  );
}
