import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { usualRules } from '../scheduling/booking-rules.ts';
import { hoursForm } from '../therapist-time/hours-form.ts';
import { keepTherapistHours } from '../therapist-time/keep-therapist-hours.server.ts';
import { therapistHoursOf } from '../therapist-time/therapist-hours.server.ts';
import { WeekFields } from '../time/week-fields.tsx';
import { hoursTyped, weekToType } from '../time/week-form.ts';
import { ZoneSelect } from '../time/zone-select.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('scheduling', 'hours.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => {
    const [hours, now] = [await therapistHoursOf(tx, who.person.id), await nowOf(tx)];
    return { hours, zone: hours[0]?.zone ?? who.zone, now: now.toString() };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const submission = parseWithZod(await request.formData(), { schema: hoursForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  const { zone, days } = submission.value;
  await asActor(context.db, who.actor, 'availability.change', (tx) => keepTherapistHours(tx, who.person.id, zone, hoursTyped(days)));
  return data({ result: submission.reply(), saved: true });
}

/** A therapist's own weekly hours: the first thing that every open time is cut from. */
export default function HoursPage() {
  const { hours } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  return (
    <>
      <PageHeading title={t('hours.title')} lede={t('hours.lede')} trail={[{ to: '/practice', label: t('hours.practice') }]} />
      <div className="page-split">
        <div className="stack-4">
          {answer?.saved && <Notice tone="go" role="status"><b>{t('hours.saved')}</b> {t('hours.saved.help')}</Notice>}
          {hours.length === 0 && <Notice tone="needs"><b>{t('hours.none')}</b> {t('hours.none.help')}</Notice>}
          <HoursForm key={JSON.stringify(hours)} />
        </div>
        <Section title={t('hours.rules')}>
          <Facts wide facts={[
            { name: t('hours.rules.length'), value: t('hours.rules.length.value', { minutes: usualRules.visitMinutes }) },
            { name: t('hours.rules.notes'), value: t('hours.rules.notes.value', { minutes: usualRules.buffers.therapist.afterMinutes }) },
            { name: t('hours.rules.notice'), value: t('hours.rules.notice.value', { hours: usualRules.noticeHours }) },
            { name: t('hours.rules.horizon'), value: t('hours.rules.horizon.value', { days: usualRules.horizonDays }) },
          ]} />
        </Section>
      </div>
    </>
  );
}

function HoursForm() {
  const { hours, zone, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  const [form, fields] = useForm<z.output<typeof hoursForm>>({ lastResult: answer?.saved ? null : answer?.result, defaultValue: { zone, days: weekToType(hours) } });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <div className="fields"><ZoneSelect id={fields.zone.id} name={fields.zone.name} label={t('hours.zone')} hint={t('hours.zone.hint')} defaultValue={zone} errors={fields.zone.errors} at={now} /></div>
      <WeekFields field={fields.days} />
      <div><SubmitButton tone="primary">{t('hours.save')}</SubmitButton></div>
    </Form>
  );
}
