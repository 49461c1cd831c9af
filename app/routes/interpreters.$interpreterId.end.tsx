import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { letGoForm } from '../interpreters/interpreter-form.ts';
import { interpreterOf, interpreterTimeOf } from '../interpreters/interpreters.server.ts';
import { letGo } from '../interpreters/keep-interpreter.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { DateField } from '../ui/field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { putOutNow } from '../visits/put-out.server.ts';

export const handle = pageTitle('interpreters', 'end');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  return asActor(context.db, who.actor, 'interpreter.read', async (tx) => {
    const interpreter = await interpreterOf(tx, idParam(params, 'interpreterId'));
    if (!interpreter) throw notFound();
    return { interpreter, today: (await interpreterTimeOf(tx, interpreter.id, who.zone)).today };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  const id = idParam(params, 'interpreterId');
  const form = await request.formData();
  const answer = await asActor(context.db, who.actor, 'interpreter.change', async (tx) => {
    const interpreter = await interpreterOf(tx, id);
    if (!interpreter) throw notFound();
    if (interpreter.untilDate !== null) {
      await letGo(tx, id, null);
      return redirect(`/interpreters/${id}?done=again`);
    }
    const submission = parseWithZod(form, { schema: letGoForm });
    if (submission.status !== 'success') return data({ result: submission.reply(), ask: null }, { status: 400 });
    const { fromDate, sure } = submission.value;
    const done = await changeTime(tx, { fromDate }, sure, (inner) => letGo(inner, id, fromDate));
    return done.saved ? redirect(`/interpreters/${id}?done=ended`) : data({ result: submission.reply(), ask: done.ask });
  });
  // Of whoever was let go from today on, a running visit is left at once.
  await putOutNow(context, who.partnership);
  return answer;
}

/** Lets an interpreter go from a day on, after which booked visits would have none is shown; or takes them in again. */
export default function InterpreterEndPage() {
  const { interpreter, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('interpreters');
  const language = useLanguage();
  const [form, fields] = useForm<z.input<typeof letGoForm>>({ lastResult: answer?.result, defaultValue: { fromDate: today } });
  const { name, untilDate } = interpreter;
  return (
    <>
      <PageHeading title={t(untilDate ? 'again' : 'end')} lede={untilDate ? t('again.lede', { name, date: dateText(untilDate, language) }) : t('end.lede', { name })}
        trail={[{ to: '/interpreters', label: t('title') }, { to: `/interpreters/${interpreter.id}`, label: name }]} />
      {untilDate ? <Form method="post"><Button tone="primary">{t('again')}</Button></Form> : (
        <Form method="post" {...getFormProps(form)} className="stack-4">
          <DateField label={t('end.from')} hint={t('end.from.hint')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} min={today} />
          {answer?.ask && <SureNotice {...answer.ask} />}
          <div><SubmitButton tone="primary">{t('end')}</SubmitButton></div>
        </Form>
      )}
    </>
  );
}
