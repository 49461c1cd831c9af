import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { usualRules } from '../scheduling/booking-rules.ts';
import { LimitFields } from '../therapist-time/limit-fields.tsx';
import { limitsForm, typedLimits } from '../therapist-time/limits-form.ts';
import { keepOwnLimits, ownLimitsOf, partnershipLimits } from '../therapist-time/limits.server.ts';
import { noLimits, ownAbove, type Limits } from '../therapist-time/limits.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('therapistTime', 'limits');

/** What holds where neither therapist nor partnership says anything. */
const usual: Limits = { ...noLimits, ...usualRules.buffers.therapist, noticeHours: usualRules.noticeHours, horizonDays: usualRules.horizonDays };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => ({ own: (await ownLimitsOf(tx, [who.person.id])).get(who.person.id) ?? noLimits, otherwise: ownAbove(await partnershipLimits(tx), usual) }));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const submission = parseWithZod(await request.formData(), { schema: limitsForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  await asActor(context.db, who.actor, 'availability.change', (tx) => keepOwnLimits(tx, who.person.id, typedLimits(submission.value)));
  return data({ result: submission.reply(), saved: true });
}

/** A therapist's own limits above the partnership's. */
export default function LimitsPage() {
  const { own, otherwise } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  const [form, fields] = useForm<z.output<typeof limitsForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: own });
  return (
    <>
      <PageHeading title={t('limits')} lede={t('limits.lede')} trail={[{ to: '/hours', label: t('title') }]} />
      <Form method="post" {...getFormProps(form)} className="stack-4">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('limits.saved')}</b></Notice>}
        <LimitFields fields={fields} otherwise={otherwise} />
        <div><SubmitButton tone="primary">{t('limits.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
