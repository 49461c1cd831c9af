import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { awayForm, typedAway } from '../interpreters/interpreter-form.ts';
import { awayOf, interpreterOf, interpreterTimeOf } from '../interpreters/interpreters.server.ts';
import { addAway } from '../interpreters/keep-interpreter.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { wallTime } from '../time/zone.ts';
import { SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { DateField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { DateText } from '../ui/time-text.tsx';

export const handle = pageTitle('interpreters', 'away');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  return asActor(context.db, who.actor, 'interpreter.read', async (tx) => {
    const interpreter = await interpreterOf(tx, idParam(params, 'interpreterId'));
    if (!interpreter) throw notFound();
    const days = (await awayOf(tx, interpreter.id)).map(({ id, fromMs, untilMs, zone }) => ({ id, firstDate: wallTime(zone, fromMs).date, lastDate: wallTime(zone, untilMs - 1).date }));
    return { interpreter, days, removed: new URL(request.url).searchParams.has('removed'), today: (await interpreterTimeOf(tx, interpreter.id, who.zone)).today };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  const id = idParam(params, 'interpreterId');
  const submission = parseWithZod(await request.formData(), { schema: awayForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), ask: null }, { status: 400 });
  const { sure, ...typed } = submission.value;
  return asActor(context.db, who.actor, 'interpreter.change', async (tx) => {
    if (!await interpreterOf(tx, id)) throw notFound();
    const { zone } = await interpreterTimeOf(tx, id, who.zone);
    const done = await changeTime(tx, typed, sure, (inner) => addAway(inner, id, { ...typedAway(typed, zone), zone }));
    return done.saved ? redirect(`/interpreters/${id}?done=away`) : data({ result: submission.reply(), ask: done.ask });
  });
}

/** When an interpreter cannot be booked although their week says so, and a form that shows which visits it touches before it is saved. */
export default function InterpreterAwayPage() {
  const { interpreter, days, removed, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('interpreters');
  const [form, fields] = useForm<z.input<typeof awayForm>>({ lastResult: answer?.result, defaultValue: { fromDate: today, lastDate: today } });
  return (
    <>
      <PageHeading title={t('away')} lede={t('away.lede', { name: interpreter.name })} trail={[{ to: '/interpreters', label: t('title') }, { to: `/interpreters/${interpreter.id}`, label: interpreter.name }]} />
      <div className="stack-5">
        {removed && !answer && <Notice tone="go" role="status"><b>{t('away.removed')}</b></Notice>}
        <DataTable
          caption={t('away')} rows={days} rowKey={({ id }) => id} empty={<EmptyState title={t('away.none')} door="open">{null}</EmptyState>}
          columns={[
            { key: 'from', header: t('away.from'), rowHeader: true, cell: ({ firstDate }) => <DateText date={firstDate} /> },
            { key: 'last', header: t('away.last'), cell: ({ lastDate }) => <DateText date={lastDate} /> },
            { key: 'remove', header: t('away.remove'), quietHeader: true, cell: ({ id }) => (
              <ConfirmButton label={t('away.remove')} icon={Undo2} tone="normal" question={t('away.remove.question')}>
                <Form method="post" action={`/interpreters/${interpreter.id}/away/${id}/removal`}><SubmitButton>{t('away.remove')}</SubmitButton></Form>
              </ConfirmButton>) },
          ]}
        />
        <Section title={t('away.add')}>
          <Form method="post" {...getFormProps(form)} className="stack-4">
            <div className="fields">
              <DateField label={t('away.from')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} min={today} />
              <DateField label={t('away.last')} errors={fields.lastDate.errors} {...getInputProps(fields.lastDate, { type: 'date' })} key={fields.lastDate.key} min={today} />
            </div>
            {answer?.ask && <SureNotice {...answer.ask} />}
            <div><SubmitButton tone="primary">{t('away.add')}</SubmitButton></div>
          </Form>
        </Section>
      </div>
    </>
  );
}
