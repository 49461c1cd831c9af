import { CameraOff, EarOff, MicOff, ShieldAlert, Volume2, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { MediaKind } from './media-problem.ts';
import type { RoomSnapshot } from './room-snapshot.ts';

type NoticesProps = {
  snapshot: RoomSnapshot;
  /** What to do by telephone while there is no video. */
  callBack: ReactNode;
  onTry: (kind: MediaKind) => void;
  onSound: () => void;
  /** Other things that need the person now. */
  children?: ReactNode;
};

/** What stands in the way, in plain words, each with the one thing to do; spoken politely when it appears. */
export function RoomNotices({ snapshot, callBack, onTry, onSound, children }: NoticesProps) {
  const t = useText('visits');
  const { phase, problems, soundBlocked, unreadable, failedAttempts } = snapshot;
  return (
    <div className="stage__notices" role="status">
      {phase === 'away' && <Notice tone="needs" icon={WifiOff}><p><b>{t('room.away')}</b> {t('room.awayHelp')}</p>{callBack}</Notice>}
      {phase === 'entering' && failedAttempts > 0 && <Notice tone="needs" icon={WifiOff}><p><b>{t('room.noVideo')}</b> {t('room.noVideoHelp')}</p>{callBack}</Notice>}
      {soundBlocked && <Notice tone="go" icon={EarOff}><p>{t('room.soundBlocked')}</p><p><Button type="button" icon={Volume2} onClick={onSound}>{t('room.soundOn')}</Button></p></Notice>}
      {(['camera', 'microphone'] as const).map((kind) => {
        const problem = problems[kind];
        return problem && (
          <Notice key={kind} tone="needs" icon={kind === 'camera' ? CameraOff : MicOff}>
            <p>{t(`problem.${kind}.${problem}`)}</p>
            {problem !== 'insecure' && <p><Button type="button" onClick={() => onTry(kind)}>{t('room.tryAgain')}</Button></p>}
          </Notice>
        );
      })}
      {unreadable && <Notice tone="danger" icon={ShieldAlert}>{t('room.unreadable')}</Notice>}
      {children}
    </div>
  );
}
