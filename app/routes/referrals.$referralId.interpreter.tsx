import { getFormProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { languageNames } from '../i18n/language-names.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { interpretedLanguages } from '../interpreters/interpreter-form.ts';
import { decideInterpreter, interpreterNeedOf } from '../interpreters/interpreter-need.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('interpreters', 'need');

const needForm = z.object({ language: z.enum(['none', ...interpretedLanguages], { error: 'choose' }), sure: z.string().optional() });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.decide');
  const referralId = idParam(params, 'referralId');
  return asActor(context.db, who.actor, 'interpreter.read', async (tx) => {
    const need = await interpreterNeedOf(tx, referralId);
    if (!need) throw notFound();
    await record(tx, { action: 'referral.read', studentId: need.studentId, subject: { kind: 'referral', id: referralId } });
    return { need, referralId };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'interpreter.decide');
  const referralId = idParam(params, 'referralId');
  const submission = parseWithZod(await request.formData(), { schema: needForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false, ask: null }, { status: 400 });
  const language = submission.value.language === 'none' ? null : submission.value.language;
  return asActor(context.db, who.actor, 'interpreter.decide', async (tx) => {
    const need = await interpreterNeedOf(tx, referralId);
    if (!need) throw notFound();
    const done = await changeTime(tx, { language }, submission.value.sure, (inner) => decideInterpreter(inner, referralId, need.studentId, language));
    return data({ result: submission.reply(), saved: done.saved, ask: done.saved ? null : done.ask });
  });
}

/** Whether a student's visits take an interpreter, and for which language: suggested from who speaks what, decided by staff. */
export default function InterpreterNeedPage() {
  const { need, referralId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('interpreters');
  const names = languageNames(useLanguage());
  const kept = need.decided ? need.language ?? 'none' : need.suggested ?? '';
  const [form, fields] = useForm<z.input<typeof needForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: { language: kept as 'none' } });
  return (
    <>
      <PageHeading title={t('need')} lede={t('need.lede', { name: need.student })} trail={[{ to: `/referrals/${referralId}`, label: need.student }]} />
      <div className="stack-5">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('need.saved')}</b></Notice>}
        {!need.decided && <Notice tone="needs"><b>{t('need.open')}</b> {need.suggested ? t('need.suggested', { language: names.of(need.suggested) }) : t('need.not-suggested')}</Notice>}
        {need.language !== null && need.interpreters === 0 && <Notice tone="needs"><b>{t('need.nobody', { language: names.of(need.language) })}</b> {t('need.nobody.help')}</Notice>}
        <Form method="post" {...getFormProps(form)} className="stack-4">
          <Select label={t('need.language')} hint={t('need.language.hint')} errors={fields.language.errors} {...getSelectProps(fields.language)} key={fields.language.key}
            options={[{ value: 'none', label: t('need.none') }, ...interpretedLanguages.map((value) => ({ value, label: names.of(value) }))]} />
          {answer?.ask && <SureNotice {...answer.ask} />}
          <div><SubmitButton tone="primary">{t('need.save')}</SubmitButton></div>
        </Form>
      </div>
    </>
  );
}
