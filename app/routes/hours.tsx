import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import type { z } from '../http/schema.ts';
import { dateText, momentText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { visitsAgainstTime } from '../scheduling/visits-against-time.server.ts';
import { hoursForm } from '../therapist-time/hours-form.ts';
import { changesAfter, hoursOn } from '../therapist-time/hours-in-force.ts';
import { keepTherapistHours } from '../therapist-time/keep-therapist-hours.server.ts';
import { outsideCalendarOf } from '../therapist-time/outside-calendar.server.ts';
import { ownDaysOf } from '../therapist-time/own-days.server.ts';
import { ownTimeOf } from '../therapist-time/own-time.server.ts';
import { servedSchools } from '../therapist-time/places.server.ts';
import { VisitsTable } from '../therapist-time/sure-notice.tsx';
import { timeOffOf } from '../therapist-time/time-off.server.ts';
import { HoursText } from '../time/hours-text.tsx';
import { WeekFields } from '../time/week-fields.tsx';
import { hoursTyped, weekToType } from '../time/week-form.ts';
import { ZoneSelect } from '../time/zone-select.tsx';
import { wallTime } from '../time/zone.ts';
import { SubmitButton } from '../ui/button.tsx';
import { DateField } from '../ui/field.tsx';
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

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const submission = parseWithZod(await request.formData(), { schema: hoursForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  const { zone, fromDate, days } = submission.value;
  await asActor(context.db, who.actor, 'availability.change', async (tx) => {
    const { hours, today } = await ownTimeOf(tx, who.person.id, who.zone);
    // Days that are over keep the hours they had.
    const from = hours.length === 0 ? null : fromDate === undefined || fromDate < today ? today : fromDate;
    await keepTherapistHours(tx, who.person.id, zone, hoursTyped(days), from);
  });
  return data({ result: submission.reply(), saved: true });
}

/** A therapist's own time: the usual week, from a date on, and ways to all that differs from it. */
export default function HoursPage() {
  const { hours, later, toMove } = useLoaderData<typeof loader>();
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
          <Section title={t('week')}><HoursForm key={JSON.stringify([hours, later])} /></Section>
        </div>
        <div className="stack-5">
          <Besides />
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

/** What there is besides the usual week, each with where it stands. */
function Besides() {
  const { dayCount, nextOff, schoolCount, calendar, zone } = useLoaderData<typeof loader>();
  const t = useText('therapistTime');
  const language = useLanguage();
  const rows = [
    { to: '/hours/off', title: t('off'), says: nextOff ? t('off.next', { date: dateText(nextOff, language) }) : t('off.none') },
    { to: '/hours/days', title: t('days'), says: dayCount > 0 ? t('days.count', { count: dayCount }) : t('days.none') },
    { to: '/hours/limits', title: t('limits'), says: t('limits.short') },
    { to: '/hours/places', title: t('places'), says: schoolCount > 0 ? t('places.some', { count: schoolCount }) : t('places.all') },
    { to: '/hours/calendar', title: t('calendar'), says: !calendar ? t('calendar.none') : calendar.stale ? t('calendar.stale') : calendar.readAt ? t('calendar.good', { when: momentText(calendar.readAt, zone, language, 'shortDayTime') }) : t('calendar.read.never') },
  ];
  return (
    <Section title={t('more')}>
      <ul className="plainlist">{rows.map(({ to, title, says }) => <li key={to}><Link to={to}>{title}</Link><br /><span className="soft">{says}</span></li>)}</ul>
    </Section>
  );
}

function HoursForm() {
  const { hours, zone, now, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  const [form, fields] = useForm<z.output<typeof hoursForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: { zone, fromDate: today, days: weekToType(hours) } });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <div className="fields">
        <DateField label={t('week.from')} hint={t('week.from.hint')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} min={today} />
        <ZoneSelect id={fields.zone.id} name={fields.zone.name} label={t('zone')} hint={t('zone.hint')} defaultValue={zone} errors={fields.zone.errors} at={now} />
      </div>
      <WeekFields field={fields.days} />
      <div><SubmitButton tone="primary">{t('week.save')}</SubmitButton></div>
    </Form>
  );
}
