import { useLocation } from '@remix-run/react';
import { CalendarClock } from 'lucide-react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Icon } from '../ui/icon.tsx';
import { clockSteps } from './demo-clock.ts';

/** What the strip shows: the demo's now (ISO text) in the zone of its school (IANA). */
export type DemoStripProps = { demo: { now: string; zone: string } };

/** Above every page of a demo: says that nobody here is real, what time it is for them, and moves that time. Works without a script. */
export function DemoStrip({ demo }: DemoStripProps) {
  const t = useText('identity');
  const language = useLanguage();
  const { pathname, search } = useLocation();
  return (
    <aside className="demo-strip" aria-label={t('demo.strip')}>
      <p><b>{t('demo.madeUp')}</b></p>
      <p><Icon of={CalendarClock} /> {t('demo.now', { now: momentText(demo.now, demo.zone, language, 'dayTime') })}</p>
      <form method="post" action="/demo/clock">
        <input type="hidden" name="back" value={pathname + search} />
        {clockSteps.map((step) => <button className="button" key={step} name="step" value={step}>{t(`demo.step.${step}`)}</button>)}
      </form>
    </aside>
  );
}
