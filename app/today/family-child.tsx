import { Form } from '@remix-run/react';
import { CalendarClock, CalendarPlus, CalendarX, CircleStop, PenLine, UsersRound } from 'lucide-react';
import { GivenList } from '../audit/given-list.tsx';
import { ChosenList } from '../consent/chosen-list.tsx';
import type { ConsentAsked } from '../consent/consents-of.server.ts';
import { useText } from '../i18n/use-text.tsx';
import { Button, ButtonLink, SubmitButton } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { NextStep } from '../ui/next-step.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { Child } from './family.server.ts';

const isOpen = ({ state }: ConsentAsked) => state === 'sent' || state === 'viewed';
const isAgreed = ({ state, answers }: ConsentAsked) => state === 'signed' && answers.length > 0;

/** One child on the guardian's page: what is asked of them, where it stands, what comes next, what they agreed to. */
export function FamilyChild({ child, zone }: { child: Child; zone: string }) {
  const t = useText('consent');
  const b = useText('familyBooking');
  const i = useText('interpreters');
  const { name, next, stands } = child;
  const open = child.asked.find(isOpen);
  return (
    <Section title={name} count={child.school ?? undefined}>
      <div className="stack-4">
        {open && (
          <NextStep
            title={t('home.asked', { name })}
            action={<ToRequest requestId={open.requestId}><SubmitButton tone="primary" big icon={PenLine}>{t('home.answer')}</SubmitButton></ToRequest>}
          >
            {t('home.asked.help')}
          </NextStep>
        )}
        <Facts facts={[
          { name: t('home.stands'), value: t(stands === null ? 'home.stands.nothing' : stands === 'awaiting_consent' && !open ? 'home.stands.school' : `home.stands.${stands}`) },
          next && { name: t('home.next'), value: <><TimeText at={next.startsAt} form="dayTime" zone={next.zone} placeZone={next.zone} /><br />{next.place === 'home' ? t('home.at-home') : next.school}</> },
        ]} />
        {child.mayBook && <ButtonLink big wide {...(!open && { tone: 'primary' as const })} icon={CalendarPlus} to={`/family/children/${child.studentId}/booking`}>{b('link.book')}</ButtonLink>}
        {next?.mayMove && <ButtonLink wide icon={CalendarClock} to={`/family/appointments/${next.appointmentId}/move`}>{b('link.move')}</ButtonLink>}
        {next?.mayCancel && <ButtonLink wide icon={CalendarX} to={`/family/appointments/${next.appointmentId}/cancellation`}>{t('home.cancel')}</ButtonLink>}
        {child.asked.filter(isAgreed).map((asked) => <Agreed key={asked.requestId} asked={asked} zone={next?.zone ?? zone} />)}
        {child.given.length > 0 && <GivenList given={child.given} name={name} zone={zone} />}
        {stands !== null && stands !== 'closed' && <ButtonLink wide icon={UsersRound} to={`/family/children/${child.studentId}/sitting-in`}>{i('sitting.own')}</ButtonLink>}
        {child.place === 'home' && stands !== null && stands !== 'closed' && (
          <div className="stack-2">
            <p className="soft">{t('home.times.why')}</p>
            <ButtonLink wide icon={CalendarClock} to={`/family/children/${child.studentId}/times`}>{t('home.times')}</ButtonLink>
          </div>
        )}
      </div>
    </Section>
  );
}

function Agreed({ asked, zone }: { asked: ConsentAsked; zone: string }) {
  const t = useText('consent');
  return (
    <div className="stack-3">
      <h3>{t('done.chosen')}</h3>
      <ChosenList answers={asked.answers} lastDay={asked.lastDay} zone={zone} />
      <ToRequest requestId={asked.requestId}><Button wide icon={CircleStop}>{t('home.copy-or-stop')}</Button></ToRequest>
    </div>
  );
}

/** Leads to the page of a request, by a button: what opens it is made on the way and stands in no page. */
function ToRequest({ requestId, children }: { requestId: string; children: React.ReactNode }) {
  return <Form method="post" action={`/family/requests/${requestId}/invitation`}>{children}</Form>;
}
