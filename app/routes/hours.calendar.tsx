import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { RefreshCw, Trash2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { distanceText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { partnershipLimits } from '../therapist-time/limits.server.ts';
import type { ReadFailure } from '../therapist-time/fetch-outside-calendar.server.ts';
import { keepOutsideCalendar } from '../therapist-time/keep-outside-calendar.server.ts';
import { outsideCalendarOf } from '../therapist-time/outside-calendar.server.ts';
import { ownTimeOf } from '../therapist-time/own-time.server.ts';
import { Button, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('therapistTime', 'calendar');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => {
    const { zone, now } = await ownTimeOf(tx, who.person.id, who.zone);
    return { zone, now, calendar: await outsideCalendarOf(tx, who.person.id), staleHours: (await partnershipLimits(tx)).staleHours, removed: new URL(request.url).searchParams.has('removed') };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const address = (await request.formData()).get('address');
  const typed = typeof address === 'string' ? address.slice(0, 2000) : '';
  const kept = await keepOutsideCalendar(context.db, who.actor, who.person.id, typed, { reader: context.calendars });
  return kept.ok ? data({ wrong: null, typed: '' }) : data({ wrong: kept.reason, typed }, { status: 400 });
}

/** The calendar that a therapist keeps elsewhere: how it stands, and where to enter another. Its address is not shown again. */
export default function OutsideCalendarPage() {
  const { calendar, removed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  return (
    <>
      <PageHeading title={t('calendar')} lede={t('calendar.lede')} trail={[{ to: '/hours', label: t('title') }]} />
      <div className="stack-5">
        {removed && !answer && <Notice tone="go" role="status"><b>{t('calendar.removed')}</b></Notice>}
        {answer?.wrong === null && <Notice tone="go" role="status"><b>{t('calendar.added')}</b></Notice>}
        {calendar && <Standing />}
        <Section title={calendar ? t('calendar.replace') : t('calendar.add')}>
          {calendar && answer?.wrong && <Notice role="status">{t('calendar.kept-old', { host: calendar.host })}</Notice>}
          <Form method="post" className="stack-4" key={calendar?.id}>
            <TextField label={t('calendar.address')} hint={t('calendar.address.hint')} name="address" type="text" inputMode="url" autoComplete="off" spellCheck={false} required maxLength={2000} defaultValue={answer?.typed ?? ''} errors={answer?.wrong ? [whyNot(answer.wrong, t)] : undefined} />
            <div><SubmitButton tone={calendar ? 'normal' : 'primary'}>{calendar ? t('calendar.replace') : t('calendar.add')}</SubmitButton></div>
          </Form>
        </Section>
      </div>
    </>
  );
}

/** Why a typed address is not used. */
function whyNot(reason: ReadFailure | 'not-an-address', t: ReturnType<typeof useText<'therapistTime'>>): string {
  if (reason === 'not-an-address') return t('calendar.not-an-address');
  return t(reason === 'not-reached' || reason === 'broken-off' ? `calendar.typed.${reason}` : `calendar.failed.${reason}`);
}

function Standing() {
  const { calendar, zone, now, staleHours } = useLoaderData<typeof loader>();
  const t = useText('therapistTime');
  const language = useLanguage();
  if (!calendar) return null;
  const moment = (at: string | null) => (at ? <><TimeText at={at} form="shortDayTime" zone={zone} /><span className="sub">{distanceText(at, now, language)}</span></> : t('calendar.read.never'));
  return (
    <div className="stack-4">
      {calendar.stale && <Notice tone="danger" role="alert"><b>{t('calendar.stale')}</b> {t('calendar.stale.help', { hours: staleHours })}</Notice>}
      {calendar.failedBecause && <Notice tone="needs"><b>{t('calendar.failed')}</b> {t(`calendar.failed.${calendar.failedBecause}`)}</Notice>}
      <Facts wide facts={[
        { name: t('calendar.host'), value: calendar.host },
        { name: t('calendar.read'), value: moment(calendar.readAt) },
        calendar.failedBecause !== null && { name: t('calendar.checked'), value: moment(calendar.checkedAt) },
        { name: t('calendar.busy'), value: <span className="num">{calendar.busy}</span> },
        calendar.unreadable > 0 && { name: t('calendar.unreadable'), value: t('calendar.unreadable.value', { count: calendar.unreadable }) },
      ]} />
      <div className="row">
        <Form method="post" action="/hours/calendar/reading"><Button tone="primary" icon={RefreshCw}>{t('calendar.again')}</Button></Form>
        <ConfirmButton label={t('calendar.remove')} icon={Trash2} question={t('calendar.remove.question')}>
          <Form method="post" action="/hours/calendar/removal"><Button tone="danger">{t('calendar.remove')}</Button></Form>
        </ConfirmButton>
      </div>
    </div>
  );
}
