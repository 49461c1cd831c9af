import { useCallback, useEffect, useId, useRef } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { useIdleWatch } from './use-idle-watch.ts';

/** The seconds at which the time left is read out. */
const readOutAt = [60, 30, 10];

/**
 * Warns two minutes before an unused session ends: a dialog that is read out and takes the focus; Enter, Escape or its button stay. Then the page leaves
 * for the sign-in page, which leads back here. Drawn once, around all pages of somebody who is signed in; without a script the server ends it all the same.
 */
export function IdleWarning({ signedIn, isDemo }: { signedIn: { leftSeconds: number | null }; isDemo: boolean }) {
  const t = useText('sessions');
  const left = useRef(false);
  const leave = useCallback(() => {
    if (left.current) return;
    left.current = true;
    const { pathname, search } = window.location;
    window.location.replace(`/sign-in?${new URLSearchParams({ to: pathname + search })}`);
  }, []);
  const { leftSeconds, stay } = useIdleWatch(signedIn, isDemo, leave);
  const text = useId();
  const buttons = useRef<HTMLSpanElement>(null);
  const warns = leftSeconds !== null;
  useEffect(() => {
    // The answer most people want is the one under Enter.
    if (warns) buttons.current?.querySelector<HTMLElement>('.button--primary')?.focus();
  }, [warns]);
  if (!warns) return null;
  const step = readOutAt.findLast((seconds) => leftSeconds <= seconds);
  return (
    <Dialog
      alert={text} open onClose={stay} title={t('idle.title')}
      actions={<span className="row" ref={buttons}><form method="post" action="/sign-off"><Button>{t('idle.signOff')}</Button></form><Button tone="primary" type="button" onClick={stay}>{t('idle.stay')}</Button></span>}
    >
      <p id={text}>{t('idle.text')}</p>
      <p aria-hidden="true"><b className="num">{t('idle.left', { left: clock(leftSeconds) })}</b></p>
      <LiveRegion urgent>{step === undefined ? '' : t('idle.seconds', { seconds: step })}</LiveRegion>
    </Dialog>
  );
}

/** `1:05` */
function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
