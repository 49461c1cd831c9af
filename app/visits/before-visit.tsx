import { Form } from '@remix-run/react';
import { PhoneOff } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { PeopleList } from './people-list.tsx';
import type { Seat } from './people.server.ts';
import { PhoneNumber } from './phone-number.tsx';
import type { RoomPhase } from './room-snapshot.ts';
import { StartGateForm } from './start-gate-form.tsx';
import type { StartGate } from './start-gate.server.ts';
import type { TherapistVisit } from './therapist-visit.server.ts';

/** The form of the start gate is gone as soon as it is answered; the page watches its fetcher under this name and goes in. */
export const startGateKey = 'start-gate';

type BeforeProps = {
  visit: TherapistVisit;
  gate: StartGate | null;
  people: readonly Seat[];
  consentInForce: boolean;
  /** Whether there is a video server at all. */
  video: boolean;
  /** How this device last left the room, if it was in. */
  last: RoomPhase | null;
  onEnter: () => void;
};

/** The door of a visit: who waits, and the questions that come before anybody is let in. Once they are answered, the way in. */
export function BeforeVisit({ visit, gate, people, consentInForce, video, last, onEnter }: BeforeProps) {
  const t = useText('visits');
  const place = visit.room ? `${visit.room}, ${visit.school}` : t('student.home');
  return (
    <>
      <PageHeading title={t('before.title', { student: visit.student.shortName })} lede={<><TimeText at={visit.startsAt} until={visit.endsAt} placeZone={visit.zone} />, {place}</>} />
      <div className="before__notices">
        {!video && <Notice tone="danger" icon={PhoneOff} role="status"><b>{t('before.noVideo')}</b> {t('before.noVideoHelp')}{visit.known.callBack && <> <PhoneNumber number={visit.known.callBack} /></>}</Notice>}
        {!consentInForce && <Notice tone="danger" role="status"><b>{t('refusal.no-consent')}</b></Notice>}
        {last === 'elsewhere' && <Notice tone="needs" role="status"><b>{t('before.elsewhere')}</b> {t('before.elsewhereText')}</Notice>}
        {(last === 'refused' || last === 'removed') && <Notice tone="danger" role="alert"><b>{t('visitor.refused')}</b></Notice>}
      </div>
      <div className="page-split">
        <Section title={t('before.gateTitle')}>
          {gate ? (
            <div className="stack-4">
              <Facts facts={[
                { name: t('strip.where'), value: `${gate.where}, ${gate.state}` }, { name: t('strip.present'), value: gate.present },
                { name: t('strip.adult'), value: gate.adult }, { name: t('strip.callBack'), value: <PhoneNumber number={gate.callBack} /> },
              ]} />
              {!video && <Form method="post" action={`/visits/${visit.appointmentId}/end`}><SubmitButton tone="primary" big>{t('before.callOver')}</SubmitButton></Form>}
              {video && <p><Button type="button" tone="primary" big onClick={onEnter}>{last === 'elsewhere' ? t('visitor.takeOver') : last === 'left' ? t('visitor.back') : t('before.enter')}</Button></p>}
            </div>
          ) : (
            <StartGateForm
              action={`/visits/${visit.appointmentId}/start-gate`}
              given={{ state: visit.stateCode, where: visit.room ? `${visit.room}, ${visit.school}` : '', adult: visit.known.adult, callBack: visit.known.callBack }}
              submit={video ? t('before.start') : t('gate.save')}
              fetcherKey={startGateKey}
            >
              <p className="soft small">{t('before.askAloud')}</p>
            </StartGateForm>
          )}
        </Section>
        <Section title={t('people.title')}>
          <PeopleList appointmentId={visit.appointmentId} people={people} mayAdmit={gate !== null} />
          {gate === null && people.some((seat) => seat.part !== 'therapist') && <p className="small soft">{t('before.admitLater')}</p>}
        </Section>
      </div>
    </>
  );
}
