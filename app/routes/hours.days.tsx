import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { changeTime, lookAtTime } from '../scheduling/change-time.server.ts';
import { dayForm, typedDay } from '../therapist-time/day-form.ts';
import { keepOwnDay, ownDaysOf, removeOwnDay } from '../therapist-time/own-days.server.ts';
import { ownTimeOf } from '../therapist-time/own-time.server.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { WallRange } from '../time/hours-text.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { DateField, TimeField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { DateText } from '../ui/time-text.tsx';

export const handle = pageTitle('therapistTime', 'days');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => {
    const { today } = await ownTimeOf(tx, who.person.id, who.zone);
    const [days, query] = [await ownDaysOf(tx, who.person.id, today), new URL(request.url).searchParams];
    const back = days.find(({ date }) => date === query.get('back'))?.date ?? null;
    const taken = back === null ? null : await lookAtTime(tx, { back }, (inner) => removeOwnDay(inner, who.person.id, back));
    return { today, days, removed: query.has('removed'), back: back && taken && { date: back, ask: taken } };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const submission = parseWithZod(await request.formData(), { schema: dayForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false, past: false, ask: null }, { status: 400 });
  return asActor(context.db, who.actor, 'availability.change', async (tx) => {
    const { zone, today } = await ownTimeOf(tx, who.person.id, who.zone);
    const day = typedDay(submission.value, zone);
    if (day.date < today) return data({ result: submission.reply(), saved: false, past: true, ask: null }, { status: 400 });
    const done = await changeTime(tx, day, submission.value.sure, (inner) => keepOwnDay(inner, who.person.id, day));
    if (!done.saved) return data({ result: submission.reply(), saved: false, past: false, ask: done.ask });
    return data({ result: submission.reply({ resetForm: true }), saved: true, past: false, ask: null });
  });
}

/** Days on which a therapist's usual hours do not hold. */
export default function DaysPage() {
  const { days, removed, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  return (
    <>
      <PageHeading title={t('days')} lede={t('days.lede')} trail={[{ to: '/hours', label: t('title') }]} />
      <div className="stack-5">
        {removed && !answer && <Notice tone="go" role="status"><b>{t('days.removed')}</b></Notice>}
        {answer?.saved && <Notice tone="go" role="status"><b>{t('days.saved')}</b></Notice>}
        {back && !answer && (
          <Section title={<>{t('days.remove')}: <DateText date={back.date} /></>}>
            <Form method="post" action="/hours/days/removal"><input type="hidden" name="date" value={back.date} /><SureNotice {...back.ask} /></Form>
          </Section>
        )}
        <DataTable
          caption={t('days')} rows={days} rowKey={({ date }) => date} empty={<EmptyState title={t('days.none')} door="open">{null}</EmptyState>}
          columns={[
            { key: 'date', header: t('days.date'), rowHeader: true, cell: ({ date }) => <DateText date={date} /> },
            { key: 'hours', header: t('days.hours'), cell: ({ lines }) => (lines.length === 0 ? t('days.closed') : lines.map((line, at) => <span key={line.startMinute}>{at > 0 && ', '}<WallRange {...line} /></span>)) },
            { key: 'remove', header: t('days.remove'), quietHeader: true, cell: ({ date }) => (
              <ConfirmButton label={t('days.remove')} icon={Undo2} tone="normal" question={t('days.remove.question')}>
                <Form method="post" action="/hours/days/removal"><input type="hidden" name="date" value={date} /><Button>{t('days.remove')}</Button></Form>
              </ConfirmButton>) },
          ]}
        />
        <Section title={t('days.add')}><DayFields key={answer?.saved ? days.length : 0} /></Section>
      </div>
    </>
  );
}

function DayFields() {
  const { today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  const [form, fields] = useForm<z.input<typeof dayForm>>({ lastResult: answer?.saved ? null : answer?.result });
  const lines = [[t('days.first'), fields.from, fields.until], [t('days.second'), fields.from2, fields.until2]] as const;
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <DateField label={t('days.date')} errors={answer?.past ? [t('days.past')] : fields.date.errors} {...getInputProps(fields.date, { type: 'date' })} key={fields.date.key} min={today} />
      <p className="soft">{t('days.hours.hint')}</p>
      {lines.map(([legend, from, until]) => (
        <fieldset key={legend} className="fields">
          <legend>{legend}</legend>
          <TimeField label={t('days.from')} optional errors={from.errors} {...getInputProps(from, { type: 'time' })} key={from.key} />
          <TimeField label={t('days.until')} optional errors={until.errors} {...getInputProps(until, { type: 'time' })} key={until.key} />
        </fieldset>
      ))}
      {answer?.ask && <SureNotice {...answer.ask} />}
      <div><SubmitButton tone="primary">{t('days.add')}</SubmitButton></div>
    </Form>
  );
}
