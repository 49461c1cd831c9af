import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { ZoneProvider } from '../ui/zone.tsx';
import { askForPass } from './ask-for-pass.ts';
import { GateStrip } from './gate-strip.tsx';
import { LeaveSheet } from './leave-sheet.tsx';
import { PeopleList, PersonLine } from './people-list.tsx';
import type { Seat } from './people.server.ts';
import { PhoneNumber } from './phone-number.tsx';
import type { RoomPhase } from './room-snapshot.ts';
import { SafetySheet } from './safety-sheet.tsx';
import { StartGateForm } from './start-gate-form.tsx';
import type { StartGate } from './start-gate.server.ts';
import type { TherapistVisit } from './therapist-visit.server.ts';
import { VisitClock } from './visit-clock.tsx';

const VideoRoom = lazy(() => import('./video-room.client.tsx'));

type LiveProps = {
  visit: TherapistVisit;
  gate: StartGate;
  people: readonly Seat[];
  consentInForce: boolean;
  /** This device takes over from another one of the therapist's. */
  takeOver: boolean;
  onOver: (phase: RoomPhase, reason: string | null) => void;
};

/** The visit while it goes on, as its therapist sees it. */
export function TherapistLive({ visit, gate, people, consentInForce, takeOver, onOver }: LiveProps) {
  const t = useText('visits');
  const [moving, setMoving] = useState(false);
  const first = useRef(takeOver);
  const ask = useCallback(async () => {
    const answer = await askForPass(`/visits/${visit.appointmentId}/pass`, first.current);
    if (answer.ok) first.current = false;
    return answer;
  }, [visit.appointmentId]);
  const moved = useCallback(() => setMoving(false), []);
  const waiting = people.filter((seat) => seat.part !== 'therapist' && !seat.admitted && !seat.gone);
  const calledOf = (identity: string) => {
    const seat = people.find((one) => one.identity === identity);
    if (!seat) return null;
    return { name: seat.name, note: seat.part === 'student' ? t(`student.${visit.place}`) : t(`part.${seat.part}`), main: seat.part === 'student' };
  };
  return (
    <ZoneProvider zone={visit.zone}>
      <Suspense fallback={<main className="page" id="main"><p role="status">{t('room.entering')}</p></main>}>
        <VideoRoom
          title={visit.student.shortName}
          place={visit.room ?? t('student.home')}
          clock={<VisitClock now={visit.now} endsAt={visit.endsAt} zone={visit.zone} />}
          facts={<GateStrip gate={gate} onChange={() => setMoving(true)} />}
          panel={<section className="people__panel" aria-label={t('people.titleLive')}><h2>{t('people.titleLive')}</h2><PeopleList appointmentId={visit.appointmentId} people={people} mayAdmit urgent /></section>}
          safety={<SafetySheet gate={gate} student={visit.student.shortName} />}
          callBack={<p>{t('room.callBack')} <PhoneNumber number={gate.callBack} /></p>}
          notices={(
            <>
              {!gate.licensed && <Notice tone="danger"><b>{t('live.noLicense', { state: gate.state })}</b> {t('live.noLicenseHelp')}</Notice>}
              {!consentInForce && <Notice tone="danger"><b>{t('live.noConsent')}</b> {t('live.noConsentHelp')}</Notice>}
              {waiting.length > 0 && <ul className="people phone-only notice notice--go">{waiting.map((seat) => <PersonLine key={seat.id} seat={seat} appointmentId={visit.appointmentId} mayAdmit />)}</ul>}
            </>
          )}
          calledOf={calledOf}
          askForPass={ask}
          onOver={onOver}
          leaving={(leave) => <LeaveSheet appointmentId={visit.appointmentId} leave={leave} />}
        />
      </Suspense>
      <Dialog open={moving} onClose={moved} title={t('gate.changeTitle')}>
        {moving && <StartGateForm action={`/visits/${visit.appointmentId}/start-gate`} given={gate} submit={t('gate.save')} onKept={moved} />}
      </Dialog>
    </ZoneProvider>
  );
}
