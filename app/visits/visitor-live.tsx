import { lazy, Suspense, useCallback, useRef } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { askForPass } from './ask-for-pass.ts';
import type { Known } from './people.server.ts';
import type { RoomPhase } from './room-snapshot.ts';

const VideoRoom = lazy(() => import('./video-room.client.tsx'));

type LiveProps = { therapist: string; known: readonly Known[]; takeOver: boolean; onOver: (phase: RoomPhase, reason: string | null) => void };

/** The visit while it goes on, as the student or a guardian sees it: the therapist large, everybody else by what they are. */
export function VisitorLive({ therapist, known, takeOver, onOver }: LiveProps) {
  const t = useText('visits');
  const first = useRef(takeOver);
  const ask = useCallback(async () => {
    const answer = await askForPass('/visit/pass', first.current);
    if (answer.ok) first.current = false;
    return answer;
  }, []);
  const calledOf = (identity: string) => {
    const who = known.find((one) => one.identity === identity);
    return who ? { name: who.name ?? t(`part.${who.part}`), note: null, main: who.part === 'therapist' } : null;
  };
  return (
    <Suspense fallback={<main className="family" id="main"><p role="status">{t('room.entering')}</p></main>}>
      <VideoRoom title={therapist} callBack={<p>{t('visitor.phone')}</p>} calledOf={calledOf} askForPass={ask} onOver={onOver} />
    </Suspense>
  );
}
