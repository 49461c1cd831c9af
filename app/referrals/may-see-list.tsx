import { useText } from '../i18n/use-text.tsx';
import { MaySee } from '../ui/may-see.tsx';
import { Section } from '../ui/section.tsx';
import { sightsTold, type Reader, type Sight } from './may-see.ts';

/** What this reader sees and does not see, and, where it is the family's word, that it is. */
export function MaySeeList({ sights, reader, inCare }: { sights: Readonly<Record<Sight, boolean>>; reader: Reader; inCare: boolean }) {
  const t = useText('referrals');
  const words = (sight: Sight) => {
    if (sights[sight] || !inCare) return t(`see.${sight}`);
    if (sight === 'wrote' && reader === 'therapist') return t('see.wrote.family');
    return sight === 'attendance' && reader !== 'privacy_officer' ? t('see.attendance.family') : t(`see.${sight}`);
  };
  const told = sightsTold(reader);
  return (
    <Section title={t('see.title')}>
      <MaySee seen={told.filter((sight) => sights[sight]).map(words)} unseen={told.filter((sight) => !sights[sight]).map(words)} />
    </Section>
  );
}
