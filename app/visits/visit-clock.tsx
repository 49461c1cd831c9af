import { useEffect, useState } from 'react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';

const everyMs = 10_000;

/** What time it is for the portal, and when the visit is planned to end. `now` is the portal's time at the moment the page was made. */
export function VisitClock({ now, endsAt, zone }: { now: string; endsAt: string; zone: string }) {
  const t = useText('visits');
  const language = useLanguage();
  const [at, setAt] = useState(now);
  useEffect(() => {
    const loadedMs = performance.now();
    const tick = () => setAt(new Date(Date.parse(now) + performance.now() - loadedMs).toISOString());
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [now]);
  return <><time dateTime={at}>{momentText(at, zone, language, 'time')}</time> <span className="quiet">{t('clock.ends', { time: momentText(endsAt, zone, language, 'time') })}</span></>;
}
