import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { usualRules } from '../scheduling/booking-rules.ts';
import { LimitFields } from '../therapist-time/limit-fields.tsx';
import { partnershipLimitsForm, typedLimits } from '../therapist-time/limits-form.ts';
import { keepPartnershipLimits, partnershipLimits } from '../therapist-time/limits.server.ts';
import { noLimits, type Limits } from '../therapist-time/limits.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('therapistTime', 'rules');

/** What holds where the partnership says nothing. */
const usual: Limits = { ...noLimits, ...usualRules.buffers.therapist, noticeHours: usualRules.noticeHours, horizonDays: usualRules.horizonDays };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'booking-rule.change');
  return { kept: await asActor(context.db, who.actor, 'booking-rule.read', partnershipLimits) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'booking-rule.change');
  const submission = parseWithZod(await request.formData(), { schema: partnershipLimitsForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  const { staleHours, ...limits } = submission.value;
  await asActor(context.db, who.actor, 'booking-rule.change', (tx) => keepPartnershipLimits(tx, { ...typedLimits(limits), staleHours }));
  return data({ result: submission.reply(), saved: true });
}

/** By which numbers appointments are booked in the whole partnership; a therapist may set their own above them. */
export default function BookingRulesPage() {
  const { kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  const p = useText('partnership');
  const families = useText('familyBooking');
  const [form, fields] = useForm<z.output<typeof partnershipLimitsForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: kept });
  return (
    <>
      <PageHeading title={t('rules')} lede={t('rules.lede')} trail={[{ to: '/organisations', label: p('organisations.title') }]} actions={<ButtonLink icon={ChevronRight} to="/booking-rules/families">{families('rules.title')}</ButtonLink>} />
      <Form method="post" {...getFormProps(form)} className="stack-4">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('rules.saved')}</b></Notice>}
        <LimitFields fields={fields} otherwise={usual} />
        <TextField narrow label={t('rules.stale')} hint={t('rules.stale.hint')} errors={fields.staleHours.errors} {...getInputProps(fields.staleHours, { type: 'number' })} key={fields.staleHours.key} inputMode="numeric" />
        <div><SubmitButton tone="primary">{t('rules.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
