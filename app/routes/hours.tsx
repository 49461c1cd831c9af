import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { visitsAgainstTime } from '../scheduling/visits-against-time.server.ts';
import { BesidesTheWeek } from '../therapist-time/besides-the-week.tsx';
import { hoursForm } from '../therapist-time/hours-form.ts';
import { changesAfter, hoursOn } from '../therapist-time/hours-in-force.ts';
import { keepTherapistHours } from '../therapist-time/keep-therapist-hours.server.ts';
import { outsideCalendarOf } from '../therapist-time/outside-calendar.server.ts';
import { ownDaysOf } from '../therapist-time/own-days.server.ts';
import { ownTimeOf } from '../therapist-time/own-time.server.ts';
import { servedSchools } from '../therapist-time/places.server.ts';
import { VisitsTable } from '../therapist-time/sure-notice.tsx';
import { timeOffOf } from '../therapist-time/time-off.server.ts';
import { WeekOfHours } from '../therapist-time/week-of-hours.tsx';
import { HoursText } from '../time/hours-text.tsx';
import { hoursTyped } from '../time/week-form.ts';
import { wallTime } from '../time/zone.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('therapistTime', 'title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => {
    const { hours, zone, now, today } = await ownTimeOf(tx, who.person.id, who.zone);
    const [days, off, schools, calendar, toMove] = [await ownDaysOf(tx, who.person.id, today), await timeOffOf(tx, who.person.id), await servedSchools(tx, who.person.id), await outsideCalendarOf(tx, who.person.id), await visitsAgainstTime(tx)];
    return {
      zone, now, today, toMove, calendar, hours: hoursOn(hours, today), later: changesAfter(hours, today), dayCount: days.length,
      nextOff: off[0] ? wallTime(zone, off[0].fromMs).date : null, schoolCount: schools.filter(({ served }) => served).length,
    };
  });
}

/** Saves the week; one that would leave appointments to be moved only after it was seen which. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const submission = parseWithZod(await request.formData(), { schema: hoursForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false, ask: null }, { status: 400 });
  const { zone, fromDate, days, sure } = submission.value;
  const done = await asActor(context.db, who.actor, 'availability.change', async (tx) => {
    const { hours, today } = await ownTimeOf(tx, who.person.id, who.zone);
    // Days that are over keep the hours they had.
    const from = hours.length === 0 ? null : fromDate === undefined || fromDate < today ? today : fromDate;
    const lines = hoursTyped(days);
    return changeTime(tx, { zone, from, lines }, sure, (inner) => keepTherapistHours(inner, who.person.id, zone, lines, from));
  });
  return data({ result: submission.reply(), saved: done.saved, ask: done.saved ? null : done.ask });
}

/** A therapist's own time: the usual week, from a date on, and ways to all that differs from it. */
export default function HoursPage() {
  const { hours, later, toMove, zone, now, today, ...besides } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  const language = useLanguage();
  return (
    <>
      <PageHeading title={t('title')} lede={t('lede')} trail={[{ to: '/practice', label: t('practice') }]} />
      <div className="page-split">
        <div className="stack-5">
          {answer?.saved && <Notice tone="go" role="status"><b>{t('week.saved')}</b></Notice>}
          {hours.length === 0 && later.length === 0 && <Notice tone="needs"><b>{t('none')}</b> {t('none.help')}</Notice>}
          {toMove.length > 0 && <Section title={t('move')} needs><p>{t('move.help')}</p><VisitsTable visits={toMove} caption={t('move')} /></Section>}
          <Section title={t('week')}>
            <WeekOfHours key={JSON.stringify([hours, later])} hours={hours} zone={zone} today={today} now={now} result={answer?.saved ? null : answer?.result} ask={answer?.ask} />
          </Section>
        </div>
        <div className="stack-5">
          <BesidesTheWeek zone={zone} now={now} {...besides} />
          {later.length > 0 && (
            <Section title={t('week.later')}>
              {later.map(({ fromDate, lines }) => (
                <div key={fromDate}><h3>{t('week.later.from', { date: dateText(fromDate, language) })}</h3>{lines.length > 0 ? <HoursText hours={lines} /> : <p>{t('week.later.none')}</p>}</div>
              ))}
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
