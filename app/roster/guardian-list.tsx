import { Check, Scale, UserRoundX } from 'lucide-react';
import { languageNames } from '../i18n/language-names.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Tag } from '../ui/tag.tsx';
import type { Guardianship } from './guardianship.ts';

/** A student's guardians: who they are, what they may do, and whether somebody has confirmed it. */
export function GuardianList({ guardians, studentId, mayConfirm }: { guardians: readonly Guardianship[]; studentId: string; mayConfirm: boolean }) {
  const t = useText('roster');
  const names = languageNames(useLanguage());
  if (guardians.length === 0) return <EmptyState title={t('guardians.none')}>{t('guardians.none.help')}</EmptyState>;
  return (
    <ul className="todo">
      {guardians.map((guardian) => (
        <li key={guardian.id}>
          <div>
            <h3>{guardian.givenName} {guardian.familyName}</h3>
            <p className="soft">{[t(`relationship.${guardian.relationship}`), names.of(guardian.language), guardian.email, guardian.phone].filter(Boolean).join(' · ')}</p>
            <p className="row row--tight">
              {guardian.confirmedAt === null
                ? <Tag tone="needs">{t('guardians.proposed')}</Tag>
                : <Tag tone={guardian.decisionRight ? 'ok' : 'line'} icon={guardian.accessRight ? Check : UserRoundX}>{t(guardian.decisionRight ? 'guardians.decides' : guardian.accessRight ? 'guardians.sees' : 'guardians.sees-nothing')}</Tag>}
              {guardian.courtOrder && <Tag tone="needs" icon={Scale}>{t('guardians.court-order')}</Tag>}
            </p>
            {guardian.confirmedAt === null && <p className="small soft">{t('guardians.grants-nothing')}</p>}
          </div>
          {mayConfirm && <ButtonLink to={`/students/${studentId}/guardians/${guardian.id}`}>{t(guardian.confirmedAt === null ? 'guardians.confirm' : 'guardians.change')}</ButtonLink>}
        </li>
      ))}
    </ul>
  );
}
