import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { ownTimeOf } from '../therapist-time/own-time.server.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { timeOffForm, timeOffReasons, typedTimeOff, wholeDays } from '../therapist-time/time-off-form.ts';
import { addTimeOff, timeOffOf } from '../therapist-time/time-off.server.ts';
import { Button, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { DateField, TimeField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { DateText, TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('therapistTime', 'off');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => {
    const { zone, today } = await ownTimeOf(tx, who.person.id, who.zone);
    return { zone, today, off: (await timeOffOf(tx, who.person.id)).map((one) => ({ ...one, days: wholeDays(one, one.zone) })), removed: new URL(request.url).searchParams.has('removed') };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const submission = parseWithZod(await request.formData(), { schema: timeOffForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false, ask: null }, { status: 400 });
  const typed = submission.value;
  return asActor(context.db, who.actor, 'availability.change', async (tx) => {
    const { zone } = await ownTimeOf(tx, who.person.id, who.zone);
    const during = typedTimeOff(typed, zone);
    const done = await changeTime(tx, { during }, typed.sure, (inner) => addTimeOff(inner, who.person.id, { ...during, zone, reason: typed.reason }));
    if (!done.saved) return data({ result: submission.reply(), saved: false, ask: done.ask });
    return data({ result: submission.reply({ resetForm: true }), saved: true, ask: null });
  });
}

/** A therapist's time off: what is to come, and a form that shows which visits it touches before it is saved. */
export default function TimeOffPage() {
  const { off, zone, removed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  return (
    <>
      <PageHeading title={t('off')} lede={t('off.lede')} trail={[{ to: '/hours', label: t('title') }]} />
      <div className="stack-5">
        {removed && !answer && <Notice tone="go" role="status"><b>{t('off.removed')}</b></Notice>}
        {answer?.saved && <Notice tone="go" role="status"><b>{t('off.added')}</b></Notice>}
        <DataTable
          caption={t('off')} rows={off} rowKey={({ id }) => id} empty={<EmptyState title={t('off.none')} door="open">{null}</EmptyState>}
          columns={[
            { key: 'when', header: t('off.from'), rowHeader: true, cell: ({ fromMs, days }) => (days ? <DateText date={days.firstDate} /> : <TimeText at={new Date(fromMs).toISOString()} form="shortDayTime" zone={zone} />) },
            { key: 'until', header: t('off.last'), cell: ({ untilMs, days }) => (days ? <DateText date={days.lastDate} /> : <TimeText at={new Date(untilMs).toISOString()} form="shortDayTime" zone={zone} />) },
            { key: 'reason', header: t('off.reason'), cell: ({ reason }) => t(`off.reason.${reason}`) },
            { key: 'remove', header: t('off.remove'), quietHeader: true, cell: ({ id }) => (
              <ConfirmButton label={t('off.remove')} icon={Undo2} tone="normal" question={t('off.remove.question')}>
                <Form method="post" action={`/hours/off/${id}/removal`}><Button>{t('off.remove')}</Button></Form>
              </ConfirmButton>) },
          ]}
        />
        <Section title={t('off.add')}><TimeOffFields key={answer?.saved ? off.length : 0} /></Section>
      </div>
    </>
  );
}

function TimeOffFields() {
  const { today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  const [form, fields] = useForm<z.input<typeof timeOffForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: { fromDate: today } });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <div className="fields">
        <DateField label={t('off.from')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} />
        <TimeField label={t('off.from-time')} hint={t('off.time.hint')} optional errors={fields.fromTime.errors} {...getInputProps(fields.fromTime, { type: 'time' })} key={fields.fromTime.key} />
        <DateField label={t('off.last')} errors={fields.lastDate.errors} {...getInputProps(fields.lastDate, { type: 'date' })} key={fields.lastDate.key} />
        <TimeField label={t('off.until-time')} hint={t('off.time.hint')} optional errors={fields.untilTime.errors} {...getInputProps(fields.untilTime, { type: 'time' })} key={fields.untilTime.key} />
        <Select label={t('off.reason')} errors={fields.reason.errors} {...getSelectProps(fields.reason)} key={fields.reason.key} options={timeOffReasons.map((value) => ({ value, label: t(`off.reason.${value}`) }))} />
      </div>
      {answer?.ask && <SureNotice {...answer.ask} />}
      <div><SubmitButton tone="primary">{t('off.add')}</SubmitButton></div>
    </Form>
  );
}
