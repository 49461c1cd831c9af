import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireGuardian } from '../identity/require-guardian.server.ts';
import { keepGuardianWindows } from '../scheduling/keep-guardian-windows.server.ts';
import { WeekFields } from '../time/week-fields.tsx';
import { hoursTyped, weekFields, weekToType, type WeekTyped } from '../time/week-form.ts';
import { ownTimes } from '../today/own-times.server.ts';
import { ButtonLink, SubmitButton } from '../ui/button.tsx';
import { FamilyFrame } from '../ui/family-frame.tsx';
import { Notice } from '../ui/notice.tsx';

export const handle = pageTitle('consent', 'times.title');

const timesForm = z.object({ days: weekFields });

/** When a family can have visits at home, in a normal week. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireGuardian(request, context, 'family.read');
  return asActor(context.db, who.actor, 'guardian-window.read', async (tx) => {
    const times = await ownTimes(tx, idParam(params, 'studentId'));
    if (!times) throw notFound();
    await record(tx, { action: 'student.read', studentId: times.studentId });
    return { name: times.name, zone: times.zone, hours: times.hours };
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireGuardian(request, context, 'family.read');
  const submission = parseWithZod(await request.formData(), { schema: timesForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  const { days } = submission.value;
  await asActor(context.db, who.actor, 'guardian-window.change', async (tx) => {
    const times = await ownTimes(tx, idParam(params, 'studentId'));
    if (!times) throw notFound();
    await keepGuardianWindows(tx, times.studentId, times.guardianId, times.zone, hoursTyped(days));
  });
  return data({ result: submission.reply(), saved: true });
}

export default function FamilyTimes() {
  const times = useLoaderData<typeof loader>();
  const saved = useActionData<typeof action>()?.saved;
  const t = useText('consent');
  return (
    <FamilyFrame zone={times.zone}>
      <header className="stack-2">
        <h1>{t('times.title')}</h1>
        <p className="soft">{t('times.lede', { name: times.name })}</p>
      </header>
      {saved && <Notice tone="go" role="status"><b>{t('times.saved')}</b></Notice>}
      <TimesForm key={JSON.stringify(times.hours)} />
      <ButtonLink wide to="/family">{t('times.back')}</ButtonLink>
    </FamilyFrame>
  );
}

function TimesForm() {
  const { hours } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('consent');
  const [form, fields] = useForm<{ days: WeekTyped }>({ lastResult: answer?.saved ? null : answer?.result ?? null, defaultValue: { days: weekToType(hours) } });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <WeekFields field={fields.days as never} />
      <SubmitButton tone="primary" big wide>{t('times.save')}</SubmitButton>
    </Form>
  );
}
