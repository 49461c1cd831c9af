import { Form, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { Notice } from '../ui/notice.tsx';
import { useZone } from '../ui/zone.tsx';
import type { EmergencyNow } from './emergency-now.server.ts';
import { minutesLeft, readOutAt } from './minutes-left.ts';

const everyMs = 5_000;

/** On each page that an emergency access opens: whose, how long still, and the button that ends it. Without a script it says how long when the page was made. */
export function EmergencyBanner({ emergency: { id, student, now, endsAt } }: { emergency: EmergencyNow }) {
  const t = useText('emergency');
  const language = useLanguage();
  const zone = useZone();
  const left = useMinutesLeft(now, endsAt);
  const spoken = readOutAt(left);
  return (
    <Notice tone="danger">
      <div className="stack-2">
        <p><b>{t('banner.title', { student })}</b></p>
        <p className="num">{t('banner.left', { count: left, time: momentText(endsAt, zone, language, 'time') })}</p>
        <p>{t('banner.read')}</p>
        <Form method="post" action={`/emergency/${id}/end`}><Button>{t('banner.end')}</Button></Form>
      </div>
      <LiveRegion>{spoken === null ? '' : t('banner.spoken', { count: spoken })}</LiveRegion>
    </Notice>
  );
}

/** Counts down from the portal's own time when the page was made; when the hour is over, the page asks the portal, which no longer shows it. */
function useMinutesLeft(now: string, endsAt: string): number {
  const [at, setAt] = useState(now);
  const { revalidate } = useRevalidator();
  const isOver = useRef(false);
  useEffect(() => {
    const loadedMs = performance.now();
    setAt(now);
    const timer = setInterval(() => {
      const nowMs = Date.parse(now) + performance.now() - loadedMs;
      setAt(new Date(nowMs).toISOString());
      if (nowMs >= Date.parse(endsAt) && !isOver.current) {
        isOver.current = true;
        revalidate();
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [now, endsAt, revalidate]);
  return minutesLeft(at, endsAt);
}
