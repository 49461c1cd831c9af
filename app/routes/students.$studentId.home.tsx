import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { record } from '../audit/record.server.ts';
import { states } from '../caseload/practice-codes.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { homeTimesOf, keepHomePlace } from '../scheduling/home-times.server.ts';
import { homeForm } from '../scheduling/home-form.ts';
import { keepGuardianWindows } from '../scheduling/keep-guardian-windows.server.ts';
import { WeekFields } from '../time/week-fields.tsx';
import { hoursTyped, weekToType } from '../time/week-form.ts';
import { ZoneSelect } from '../time/zone-select.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('scheduling', 'home.title');

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'guardian-window.change');
  return asActor(context.db, who.actor, 'guardian-window.read', async (tx) => {
    const [home, now] = [await homeTimesOf(tx, idParam(params, 'studentId')), await nowOf(tx)];
    if (!home) throw notFound();
    await record(tx, { action: 'student.read', studentId: home.studentId });
    return { home, zone: home.zone ?? who.zone, now: now.toString() };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'guardian-window.change');
  const submission = parseWithZod(await request.formData(), { schema: homeForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), saved: false }, { status: 400 });
  const { state, zone, guardians } = submission.value;
  await asActor(context.db, who.actor, 'guardian-window.change', async (tx) => {
    const home = await homeTimesOf(tx, idParam(params, 'studentId'));
    if (!home || guardians.some(({ id }) => !home.guardians.some((known) => known.id === id))) throw notFound();
    await keepHomePlace(tx, home.studentId, state, zone);
    for (const guardian of guardians) await keepGuardianWindows(tx, home.studentId, guardian.id, zone, hoursTyped(guardian.days));
  });
  return data({ result: submission.reply(), saved: true });
}

/** Visits at home: where the student sits, and when the family can. */
export default function HomePage() {
  const { home } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  return (
    <>
      <PageHeading title={t('home.title')} lede={t('home.lede', { name: home.student })} />
      <div className="stack-4">
        {answer?.saved && <Notice tone="go" role="status"><b>{t('home.saved')}</b></Notice>}
        {home.guardians.length === 0 && <Notice tone="needs"><b>{t('home.no-guardian')}</b> {t('home.no-guardian.help')}</Notice>}
        <HomeForm key={JSON.stringify(home)} />
      </div>
    </>
  );
}

function HomeForm() {
  const { home, zone, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  const [form, fields] = useForm<z.output<typeof homeForm>>({
    lastResult: answer?.saved ? null : answer?.result ?? null,
    defaultValue: { state: home.state ?? '', zone, guardians: home.guardians.map(({ id, hours }) => ({ id, days: weekToType(hours) })) },
  });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      <div className="fields">
        <Select label={t('home.state')} hint={t('home.state.hint')} errors={fields.state.errors} {...getSelectProps(fields.state)} key={fields.state.key} options={states.map((value) => ({ value, label: value }))} />
        <ZoneSelect id={fields.zone.id} name={fields.zone.name} label={t('home.zone')} defaultValue={zone} errors={fields.zone.errors} at={now} />
      </div>
      {fields.guardians.getFieldList().map((guardian, at) => {
        const { id, days } = guardian.getFieldset();
        return (
          <Section key={guardian.key} title={t('home.when', { name: home.guardians[at]?.name ?? '' })}>
            <input {...getInputProps(id, { type: 'hidden' })} key={id.key} />
            <WeekFields field={days} />
          </Section>
        );
      })}
      <div><SubmitButton tone="primary">{t('home.save')}</SubmitButton></div>
    </Form>
  );
}
