import { Link } from '@remix-run/react';
import { UserRoundX } from 'lucide-react';
import { languageNames } from '../i18n/language-names.ts';
import { momentText } from '../i18n/moment-text.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import type { Guardianship } from '../roster/guardianship.ts';
import { Facts } from '../ui/facts.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { DateText, TimeText } from '../ui/time-text.tsx';
import { useZone } from '../ui/zone.tsx';
import type { StudentInEmergency } from './student-in-emergency.server.ts';

const dialled = (number: string) => number.replace(/[^\d+]/g, '');

/** The school has confirmed that this guardian may neither decide nor see: nobody dials them in a hurry. */
const kept = ({ confirmedAt, decisionRight, accessRight }: Guardianship) => confirmedAt !== null && !decisionRight && !accessRight;

/** Guardians and the school, each with the number to dial; what a court has said stands beside the name. Whoever may neither decide nor see comes last, with no number to press. */
export function WhomToCall({ guardians, school }: { guardians: readonly Guardianship[]; school: StudentInEmergency['school'] }) {
  const t = useText('emergency');
  const r = useText('roster');
  const names = languageNames(useLanguage());
  const call = (phone: string | null) => (phone ? <a className="num" href={`tel:${dialled(phone)}`}>{phone}</a> : <span className="quiet">{t('page.no-phone')}</span>);
  const guardianLine = (guardian: Guardianship) => {
    const { id, givenName, familyName, relationship, language, phone, courtOrder, confirmedAt } = guardian;
    return (
      <li key={id}>
        {kept(guardian) ? <Tag tone="line" icon={UserRoundX}>{r('guardians.sees-nothing')}</Tag> : call(phone)}
        <span>
          {givenName} {familyName}
          <small>{[r(`relationship.${relationship}`), names.of(language), confirmedAt === null && t('page.not-confirmed'), courtOrder && t('page.court-order')].filter(Boolean).join(', ')}</small>
        </span>
      </li>
    );
  };
  return (
    <Section title={t('page.call')}>
      {guardians.length === 0 && <p className="soft">{t('page.no-guardian')}</p>}
      <ul className="crisis-lines">
        {guardians.filter((guardian) => !kept(guardian)).map(guardianLine)}
        {school && <li>{call(school.phone)}<span>{school.name}<small>{t('page.school')}</small></span></li>}
        {guardians.filter(kept).map(guardianLine)}
      </ul>
    </Section>
  );
}

/** What was reported before, each with the page that says more. */
export function KnownDanger({ events }: Pick<StudentInEmergency, 'events'>) {
  const t = useText('emergency');
  const [language, zone] = [useLanguage(), useZone()];
  return (
    <Section title={t('page.danger')} count={events.length || undefined}>
      {events.length === 0 ? <p className="soft">{t('page.danger.none')}</p> : (
        <ul className="plainlist">
          {events.map(({ id, state, raisedAt }) => {
            const told = t(`page.danger.${state}`, { when: momentText(raisedAt, zone, language, 'shortDayYearTime') });
            return <li key={id}>{told} <Link to={`/safety/${id}`} prefetch="none" aria-label={`${t('page.danger.open')}: ${told}`}>{t('page.danger.open')}</Link></li>;
          })}
        </ul>
      )}
    </Section>
  );
}

/** Where they will be next. */
export function NextPlaceOf({ next }: Pick<StudentInEmergency, 'next'>) {
  const t = useText('emergency');
  return (
    <Section title={t('page.next')}>
      {next === null ? <p className="soft">{t('page.next.none')}</p> : (
        <p>
          <TimeText at={next.startsAt} form="dayTime" placeZone={next.zone} /><br />
          {next.place === 'home' ? t('page.next.home') : [next.room, next.school].filter(Boolean).join(', ')}<br />
          {next.therapist}
        </p>
      )}
    </Section>
  );
}

export function AboutStudent({ student }: Pick<StudentInEmergency, 'student'>) {
  const t = useText('emergency');
  return (
    <Section title={t('page.about')}>
      <Facts facts={[student.birthDate !== null && { name: t('page.born'), value: <DateText date={student.birthDate} /> }, student.homeState !== null && { name: t('page.home'), value: student.homeState }]} />
    </Section>
  );
}
