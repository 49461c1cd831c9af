import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { InterpreterBesides } from '../interpreters/interpreter-besides.tsx';
import { awayOf, interpreterOf, interpreterTimeOf } from '../interpreters/interpreters.server.ts';
import { keepInterpreterHours } from '../interpreters/keep-interpreter.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { hoursForm } from '../therapist-time/hours-form.ts';
import { changesAfter, hoursOn } from '../therapist-time/hours-in-force.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { HoursText } from '../time/hours-text.tsx';
import { WeekFields } from '../time/week-fields.tsx';
import { hoursTyped, weekToType } from '../time/week-form.ts';
import { ZoneSelect } from '../time/zone-select.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { DateField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('interpreters', 'one');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  return asActor(context.db, who.actor, 'interpreter.read', async (tx) => {
    const interpreter = await interpreterOf(tx, idParam(params, 'interpreterId'));
    if (!interpreter) throw notFound();
    const { hours, zone, now, today } = await interpreterTimeOf(tx, interpreter.id, who.zone);
    const done = (['languages', 'away', 'ended', 'again'] as const).find((what) => what === new URL(request.url).searchParams.get('done')) ?? null;
    return { interpreter, done, zone, now, today, away: await awayOf(tx, interpreter.id), hours: hoursOn(hours, today), later: changesAfter(hours, today) };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  const id = idParam(params, 'interpreterId');
  const submission = parseWithZod(await request.formData(), { schema: hoursForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false, ask: null }, { status: 400 });
  const { zone, fromDate, days, sure } = submission.value;
  return asActor(context.db, who.actor, 'interpreter.change', async (tx) => {
    if (!await interpreterOf(tx, id)) throw notFound();
    const { hours, today } = await interpreterTimeOf(tx, id, who.zone);
    // Days that are over keep the hours they had.
    const from = hours.length === 0 ? null : fromDate === undefined || fromDate < today ? today : fromDate;
    const done = await changeTime(tx, { zone, from, days }, sure, (inner) => keepInterpreterHours(inner, id, zone, hoursTyped(days), from));
    return data({ result: submission.reply(), saved: done.saved, ask: done.saved ? null : done.ask });
  });
}

/** One interpreter: the week in which they can be booked, from a date on, and ways to all else about them. */
export default function InterpreterPage() {
  const { interpreter, done, later, hours, zone, away } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('interpreters');
  const language = useLanguage();
  return (
    <>
      <PageHeading title={interpreter.name} lede={t('one.lede')} trail={[{ to: '/interpreters', label: t('title') }]} />
      <div className="page-split">
        <div className="stack-5">
          {answer?.saved && <Notice tone="go" role="status"><b>{t('hours.saved')}</b></Notice>}
          {done && !answer && <Notice tone="go" role="status"><b>{t(`done.${done}`)}</b></Notice>}
          {interpreter.untilDate !== null && !done && !answer && <Notice tone="needs"><b>{t('ended', { date: dateText(interpreter.untilDate, language) })}.</b></Notice>}
          {hours.length === 0 && later.length === 0 && <Notice tone="needs"><b>{t('hours.none')}</b> {t('hours.none.help')}</Notice>}
          <Section title={t('week')}><HoursForm key={answer?.saved ? JSON.stringify([hours, later]) : 'typed'} /></Section>
        </div>
        <div className="stack-5">
          <InterpreterBesides interpreter={interpreter} away={away} zone={zone} />
          {later.map(({ fromDate, lines }) => <Section key={fromDate} title={t('week.from', { date: dateText(fromDate, language) })}>{lines.length > 0 ? <HoursText hours={lines} /> : <p>{t('hours.none')}</p>}</Section>)}
        </div>
      </div>
    </>
  );
}

function HoursForm() {
  const { hours, zone, now, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('interpreters');
  const [form, fields] = useForm<z.output<typeof hoursForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: { zone, fromDate: today, days: weekToType(hours) } });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <div className="fields">
        <DateField label={t('from')} hint={t('from.hint')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} min={today} />
        <ZoneSelect id={fields.zone.id} name={fields.zone.name} label={t('zone')} hint={t('zone.hint')} defaultValue={zone} errors={fields.zone.errors} at={now} />
      </div>
      <WeekFields field={fields.days} />
      {answer?.ask && <SureNotice {...answer.ask} />}
      <div><SubmitButton tone="primary">{t('hours.save')}</SubmitButton></div>
    </Form>
  );
}
