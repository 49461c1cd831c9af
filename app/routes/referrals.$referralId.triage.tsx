import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { triageForm } from '../referrals/referral-form.ts';
import { readReferral } from '../referrals/referral-record.server.ts';
import { urgencies } from '../referrals/states.ts';
import { triageReferral } from '../referrals/triage-referral.server.ts';
import { dangerSignals } from '../safety/danger-signals.ts';
import { SafetyFields } from '../safety/safety-fields.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('referrals', 'triage.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'referral.triage');
  const referral = await asActor(context.db, who.actor, 'referral.read', (tx) => readReferral(tx, idParam(params, 'referralId'), 'counselor'));
  if (!referral) throw notFound();
  if (referral.state !== 'received') throw redirect(`/referrals/${referral.id}?said=moved-on`);
  return {
    id: referral.id, name: referral.student.name, calledName: referral.student.givenName, urgency: referral.urgency,
    unknown: referral.wrote ? dangerSignals(referral.wrote.safety).unknown : [], key: randomUUID(),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'referral.triage');
  const referralId = idParam(params, 'referralId');
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: triageForm });
  if (submission.status !== 'success') return data({ errors: submission.error ?? {}, kept: Object.fromEntries([...form].map(([name, value]) => [name, String(value)])) }, { status: 400 });
  const triaged = await asActor(context.db, who.actor, 'referral.triage', (tx) => triageReferral(tx, referralId, submission.value));
  if (triaged.ok) return redirect(triaged.safetyEventId ? `/safety/${triaged.safetyEventId}` : `/referrals/${referralId}/invitations`);
  if (triaged.reason === 'not-found') throw notFound();
  return redirect(`/referrals/${referralId}?said=moved-on`);
}

export default function TriagePage() {
  const { id, name, calledName, urgency, unknown, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('referrals');
  const s = useText('safety');
  const errors: Readonly<Record<string, string[] | null | undefined>> = answer?.errors ?? {};
  return (
    <>
      <PageHeading title={t('triage.title')} lede={t('triage.lede', { name })} trail={[{ to: '/referrals', label: t('list.title') }, { to: `/referrals/${id}`, label: name }]} />
      <Form method="post" className="stack-5 form-column">
        <input type="hidden" name="key" value={key} />
        {unknown.length > 0 && (
          <Section title={s('questions.title')} needs>
            <div className="stack-4">
              <p className="soft">{s('questions.left')}</p>
              <SafetyFields student={calledName} questions={unknown} kept={answer?.kept ?? {}} errorsOf={(question) => errors[`safety.${question}`] ?? undefined} />
            </div>
          </Section>
        )}
        <Choice legend={t('triage.urgency')} name="urgency" defaultValue={answer?.kept['urgency'] ?? urgency} errors={errors['urgency'] ?? undefined} options={urgencies.map((value) => ({ value, label: t(`urgency.${value}`) }))} />
        <div><SubmitButton tone="primary">{t('triage.done')}</SubmitButton></div>
        <p className="small soft"><Link to={`/referrals/${id}/closure?as=referred_elsewhere`}>{t('triage.elsewhere')}</Link>. {t('triage.elsewhere.help')}</p>
      </Form>
    </>
  );
}
