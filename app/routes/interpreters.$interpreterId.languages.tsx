import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { InterpreterFields } from '../interpreters/interpreter-fields.tsx';
import { interpreterForm } from '../interpreters/interpreter-form.ts';
import { interpreterOf } from '../interpreters/interpreters.server.ts';
import { changeInterpreter } from '../interpreters/keep-interpreter.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('interpreters', 'languages');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  const interpreter = await asActor(context.db, who.actor, 'interpreter.read', (tx) => interpreterOf(tx, idParam(params, 'interpreterId')));
  if (!interpreter) throw notFound();
  return { interpreter };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  const id = idParam(params, 'interpreterId');
  const submission = parseWithZod(await request.formData(), { schema: interpreterForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), ask: null }, { status: 400 });
  const { sure, email = null, phone = null, languages } = submission.value;
  return asActor(context.db, who.actor, 'interpreter.change', async (tx) => {
    if (!await interpreterOf(tx, id)) throw notFound();
    const done = await changeTime(tx, { languages }, sure, (inner) => changeInterpreter(inner, id, { email, phone, languages }));
    return done.saved ? redirect(`/interpreters/${id}?done=languages`) : data({ result: submission.reply(), ask: done.ask });
  });
}

/** What an interpreter speaks, and how they are reached. */
export default function InterpreterLanguagesPage() {
  const { interpreter } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('interpreters');
  const [form, fields] = useForm<z.input<typeof interpreterForm>>({ lastResult: answer?.result, defaultValue: { email: interpreter.email ?? '', phone: interpreter.phone ?? '' } });
  return (
    <>
      <PageHeading title={t('languages')} lede={t('languages.lede', { name: interpreter.name })} trail={[{ to: '/interpreters', label: t('title') }, { to: `/interpreters/${interpreter.id}`, label: interpreter.name }]} />
      <Form method="post" {...getFormProps(form)} className="stack-5">
        <InterpreterFields fields={fields} languages={interpreter.languages} />
        {answer?.ask && <SureNotice {...answer.ask} />}
        <div><SubmitButton tone="primary">{t('languages.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
