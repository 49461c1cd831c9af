import { useText } from '../i18n/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import { idleMinutes, sharedIdleMinutes } from './idle.ts';

/** On the sign-in page: why somebody who was signed in is so no more. Nothing when they signed off themselves, or never were. */
export function EndedNotice({ why }: { why: 'idle' | 'idle_shared' | 'ended_elsewhere' | 'access_ended' | null }) {
  const t = useText('sessions');
  if (!why) return null;
  const isIdle = why === 'idle' || why === 'idle_shared';
  return (
    <div className="ended-notice">
      <Notice tone="needs" role="status">
        <b>{isIdle ? t('ended.idle', { minutes: why === 'idle' ? idleMinutes : sharedIdleMinutes }) : t(`ended.${why}`)}</b>
        <p>{t(isIdle ? 'ended.idleText' : `ended.${why}Text`)}</p>
      </Notice>
    </div>
  );
}
