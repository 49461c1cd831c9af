import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { familyRulesForm } from '../family-booking/family-rules-form.ts';
import { familyRules, keepFamilyRules } from '../family-booking/family-rules.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('familyBooking', 'rules.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'booking-rule.change');
  return { kept: await asActor(context.db, who.actor, 'booking-rule.read', familyRules) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'booking-rule.change');
  const submission = parseWithZod(await request.formData(), { schema: familyRulesForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  await asActor(context.db, who.actor, 'booking-rule.change', (tx) => keepFamilyRules(tx, submission.value));
  return data({ result: submission.reply(), saved: true });
}

/** What guardians may book and move themselves in the whole partnership. */
export default function FamilyRulesPage() {
  const { kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('familyBooking');
  const rules = useText('therapistTime');
  const [form, fields] = useForm<z.output<typeof familyRulesForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: kept });
  const wrong = (errors: readonly string[] | undefined, least: number, most: number) => errors && [t('rules.number', { least, most })];
  return (
    <>
      <PageHeading title={t('rules.title')} lede={t('rules.lede')} trail={[{ to: '/booking-rules', label: rules('rules') }]} />
      <Form method="post" {...getFormProps(form)} className="stack-4">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('rules.saved')}</b></Notice>}
        <Checkbox label={t('rules.books-at-home')} {...getInputProps(fields.booksAtHome, { type: 'checkbox' })} key={fields.booksAtHome.key} />
        <Checkbox label={t('rules.moves-at-home')} {...getInputProps(fields.movesAtHome, { type: 'checkbox' })} key={fields.movesAtHome.key} />
        <Checkbox label={t('rules.moves-at-school')} {...getInputProps(fields.movesAtSchool, { type: 'checkbox' })} key={fields.movesAtSchool.key} />
        <TextField narrow label={t('rules.notice')} hint={t('rules.notice.hint')} {...getInputProps(fields.noticeHours, { type: 'number' })} errors={wrong(fields.noticeHours.errors, 0, 336)} key={fields.noticeHours.key} inputMode="numeric" />
        <TextField narrow label={t('rules.most')} hint={t('rules.most.hint')} {...getInputProps(fields.movesAtMost, { type: 'number' })} errors={wrong(fields.movesAtMost.errors, 1, 20)} key={fields.movesAtMost.key} inputMode="numeric" />
        <div><SubmitButton tone="primary">{t('rules.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
