import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { dateText, momentText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { engagedTherapist } from '../therapist-time/engaged-therapist.server.ts';
import { changesAfter, hoursOn } from '../therapist-time/hours-in-force.ts';
import { ownDaysOf } from '../therapist-time/own-days.server.ts';
import { ownTimeOf } from '../therapist-time/own-time.server.ts';
import { onSiteDaysOf, servedSchools } from '../therapist-time/places.server.ts';
import { wholeDays } from '../therapist-time/time-off-form.ts';
import { timeOffOf } from '../therapist-time/time-off.server.ts';
import { HoursText, WallRange } from '../time/hours-text.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('therapistTime', 'seen.title');

/** What of a therapist's time others may see. Time off is the therapist's and their agency's: the database leaves it out for everybody else. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.read');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => {
    const therapist = await engagedTherapist(tx, idParam(params, 'therapistId'));
    if (!therapist) throw notFound();
    const { hours, zone, today } = await ownTimeOf(tx, therapist.id, who.zone);
    const [days, off, schools, onSite] = [await ownDaysOf(tx, therapist.id, today), await timeOffOf(tx, therapist.id), await servedSchools(tx, therapist.id), await onSiteDaysOf(tx, therapist.id, today)];
    return {
      therapist, zone, today, days, onSite, seesTimeOff: who.role !== 'coordinator', off: off.map((one) => ({ ...one, days: wholeDays(one, one.zone) })), hours: hoursOn(hours, today), later: changesAfter(hours, today),
      schools: schools.filter(({ served }) => served).map(({ name }) => name), back: can(who.role, 'license.watch'), mayMarkAbsent: can(who.role, 'therapist.absent'),
    };
  });
}

/** A therapist's time to look at, for who coordinates and who administers their agency. */
export default function TherapistTimePage() {
  const { therapist, zone, hours, later, days, off, seesTimeOff, schools, onSite, back, mayMarkAbsent } = useLoaderData<typeof loader>();
  const t = useText('therapistTime');
  const c = useText('caseload');
  const s = useText('scheduling');
  const language = useLanguage();
  const moment = (ms: number) => momentText(new Date(ms).toISOString(), zone, language, 'shortDayTime');
  return (
    <>
      <PageHeading title={t('seen.of', { name: therapist.name })} lede={t('seen.lede')} trail={back ? [{ to: '/licenses', label: c('licenses.title') }] : []} actions={mayMarkAbsent && <ButtonLink to={`/therapists/${therapist.id}/absence`}>{s('away.page')}</ButtonLink>} />
      <div className="stack-5">
        <Section title={t('week')}>{hours.length > 0 ? <HoursText hours={hours} /> : <p>{t('week.later.none')}</p>}</Section>
        {later.map(({ fromDate, lines }) => <Section key={fromDate} title={t('week.later.from', { date: dateText(fromDate, language) })}>{lines.length > 0 ? <HoursText hours={lines} /> : <p>{t('week.later.none')}</p>}</Section>)}
        {days.length > 0 && (
          <Section title={t('days')}>
            <ul className="plainlist">{days.map(({ date, lines }) => <li key={date}>{dateText(date, language)}: {lines.length === 0 ? t('days.closed') : lines.map((line, at) => <span key={line.startMinute}>{at > 0 && ', '}<WallRange {...line} /></span>)}</li>)}</ul>
          </Section>
        )}
        {seesTimeOff && (
          <Section title={t('off')}>
            {off.length === 0 ? <p>{t('off.none')}</p> : <ul className="plainlist">{off.map(({ id, fromMs, untilMs, reason, days: whole }) => <li key={id}>{whole ? `${dateText(whole.firstDate, language)} – ${dateText(whole.lastDate, language)}` : `${moment(fromMs)} – ${moment(untilMs)}`}<br /><span className="soft">{t(`off.reason.${reason}`)}</span></li>)}</ul>}
          </Section>
        )}
        <Section title={t('places')}>
          <p>{schools.length > 0 ? schools.join(', ') : t('places.all')}</p>
          {onSite.length > 0 && <ul className="plainlist">{onSite.map(({ id, weekday, school }) => <li key={id}>{weekdayText(weekday, language)}: {school}</li>)}</ul>}
        </Section>
      </div>
    </>
  );
}
