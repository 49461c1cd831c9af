import { Siren } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';

/** The way to emergency access, below where a student was not found: quiet, for nobody should come here by habit. */
export function EmergencyLink() {
  const t = useText('emergency');
  return (
    <Section title={t('link.title')}>
      <div className="stack-2">
        <p className="small soft">{t('link.why')}</p>
        <p><ButtonLink to="/emergency" icon={Siren} prefetch="none">{t('link')}</ButtonLink></p>
      </div>
    </Section>
  );
}
