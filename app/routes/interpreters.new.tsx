import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { InterpreterFields } from '../interpreters/interpreter-fields.tsx';
import { newInterpreterForm } from '../interpreters/interpreter-form.ts';
import { addInterpreter } from '../interpreters/keep-interpreter.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('interpreters', 'add');

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireMember(request, context, 'interpreter.change');
  return { demo: context.config.demo };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.change');
  const submission = parseWithZod(await request.formData(), { schema: newInterpreterForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: 400 });
  const { madeUp, email = null, phone = null, ...said } = submission.value;
  const added = await refusing({ a_demo_holds_only_made_up_people: 'not-made-up' } as const, () => asActor(context.db, who.actor, 'interpreter.change', (tx) => addInterpreter(tx, { ...said, email, phone }, madeUp)));
  if (!added.ok) return data({ result: submission.reply(), refused: added.reason }, { status: 409 });
  return redirect(`/interpreters/${added.value}`);
}

/** Somebody new who interprets here; their hours are asked for next. */
export default function NewInterpreterPage() {
  const { demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('interpreters');
  const [form, fields] = useForm<z.input<typeof newInterpreterForm>>({ lastResult: answer?.result });
  return (
    <>
      <PageHeading title={t('add')} lede={t('add.lede')} trail={[{ to: '/interpreters', label: t('title') }]} />
      {answer?.refused && <Notice tone="danger" role="alert"><b>{t('not-made-up')}</b></Notice>}
      <Form method="post" {...getFormProps(form)} className="stack-5">
        <div className="fields">
          <TextField label={t('given')} errors={fields.givenName.errors} {...getInputProps(fields.givenName, { type: 'text' })} key={fields.givenName.key} />
          <TextField label={t('family')} errors={fields.familyName.errors} {...getInputProps(fields.familyName, { type: 'text' })} key={fields.familyName.key} />
        </div>
        <InterpreterFields fields={fields} />
        {demo && <Checkbox label={t('made-up')} name="madeUp" />}
        <div><SubmitButton tone="primary">{t('add')}</SubmitButton></div>
      </Form>
    </>
  );
}
