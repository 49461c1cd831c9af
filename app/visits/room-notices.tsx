import { CameraOff, EarOff, MicOff, ShieldAlert, Volume2, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { MediaKind } from './media-problem.ts';
import type { RoomSnapshot } from './room-snapshot.ts';

type NoticesProps = {
  snapshot: RoomSnapshot;
  /** What to do by telephone while there is no video. */
  callBack: ReactNode;
  onTry: (kind: MediaKind) => void;
  onSound: () => void;
};

/** What stands in the way, in plain words, each with the one thing to do; spoken politely when it appears. */
export function RoomNotices({ snapshot, callBack, onTry, onSound }: NoticesProps) {
  const t = useText('visits');
  const { phase, problems, soundBlocked, unreadable } = snapshot;
  return (
    <div className="stage__notices" role="status">
      {phase === 'away' && (
        <div className="notice notice--needs"><Icon of={WifiOff} /><div className="stack-1"><p><b>{t('room.away')}</b> {t('room.awayHelp')}</p>{callBack}</div></div>
      )}
      {phase === 'entering' && snapshot.failedAttempts > 0 && (
        <div className="notice notice--needs"><Icon of={WifiOff} /><div className="stack-1"><p><b>{t('room.noVideo')}</b> {t('room.noVideoHelp')}</p>{callBack}</div></div>
      )}
      {soundBlocked && (
        <div className="notice notice--go"><Icon of={EarOff} /><div className="stack-2"><p>{t('room.soundBlocked')}</p><Button type="button" icon={Volume2} onClick={onSound}>{t('room.soundOn')}</Button></div></div>
      )}
      {(['camera', 'microphone'] as const).map((kind) => {
        const problem = problems[kind];
        return problem && (
          <div key={kind} className="notice notice--needs">
            <Icon of={kind === 'camera' ? CameraOff : MicOff} />
            <div className="stack-2"><p>{t(`problem.${kind}.${problem}`)}</p>{problem !== 'insecure' && <Button type="button" onClick={() => onTry(kind)}>{t('room.tryAgain')}</Button>}</div>
          </div>
        );
      })}
      {unreadable && <div className="notice notice--danger"><Icon of={ShieldAlert} /><p>{t('room.unreadable')}</p></div>}
    </div>
  );
}
