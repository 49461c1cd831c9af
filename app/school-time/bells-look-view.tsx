import { useText } from '../i18n/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { BellsEffectView } from './bells-effect-view.tsx';
import { BellProblems } from './bell-problems.tsx';
import { BellStrips } from './bell-strips.tsx';
import type { BellsLook } from './import-bells.server.ts';

/** What a file's bells are, what it leaves undefined, and what keeping them would do. */
export function BellsLookView({ look, zone }: { look: BellsLook; zone: string }) {
  const t = useText('schoolTime');
  return (
    <>
      <Section title={t('undefined.title')} count={look.problems.length}>
        {look.problems.length === 0 ? <p>{t('undefined.none')}</p> : <BellProblems problems={look.problems} />}
        {look.outside > 0 && <Notice>{t('undefined.outside', { count: look.outside })}</Notice>}
      </Section>
      <Section title={t('effect.title')}>
        <div className="stack-3">
          {look.ends !== null && <p>{t('bells-import.ends', { name: look.ends })}</p>}
          {look.days > 0 && <p>{t('bells-import.days', { count: look.days })}</p>}
          <BellsEffectView effect={look.effect} zone={zone} />
        </div>
      </Section>
      <Section title={t('bells-import.kinds')} count={look.dayTypes.length}><BellStrips dayTypes={look.dayTypes} /></Section>
    </>
  );
}
