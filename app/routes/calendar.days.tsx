import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { daysEffect } from '../school-time/days-effect.ts';
import { DaysEffectView } from '../school-time/days-effect-view.tsx';
import { changeTyped, daysForm } from '../school-time/days-form.ts';
import { closedReasons } from '../school-time/different-days.ts';
import { forgetSchoolDays, keepSchoolDays, keptDays } from '../school-time/keep-school-days.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { seenOf } from '../school-time/seen.server.ts';
import { bellsInForce } from '../school-time/school-day.ts';
import { recordLook, standingTime } from '../school-time/standing-visits.server.ts';
import { Button, SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';

export const handle = pageTitle('schoolTime', 'days.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'school-day.change');
  return asActor(context.db, who.actor, 'school-day.read', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    const today = (await nowOf(tx)).toZonedDateTimeISO(school.zone ?? who.zone).toPlainDate().toString();
    const asked = new URL(request.url).searchParams.get('from') ?? '';
    const from = /^\d{4}-\d\d-\d\d$/.test(asked) ? asked : today;
    const [day] = await keptDays(tx, school.id, from, from);
    const bells = await bellsOf(tx, school.id);
    const inForce = bellsInForce(bells, from) ?? bells.at(-1);
    return {
      school, from, zone: school.zone ?? who.zone, label: day?.label ?? '', losesTurn: day ? !day.skipsTurn && day.closedFor !== null : false,
      what: day?.closedFor ? `closed:${day.closedFor}` : day?.dayTypeName ? `kind:${day.dayTypeName}` : 'usual',
      kinds: [...new Set([...(inForce?.dayTypes.map(({ name }) => name) ?? []), ...(day?.dayTypeName ? [day.dayTypeName] : [])])], rotates: inForce?.dayTypes.some(({ turn }) => turn !== null) ?? false,
    };
  });
}

/** Looks ahead; saves what was looked at. Saving something that was changed since looks ahead again. */
export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'school-day.change');
  const submission = parseWithZod(await request.formData(), { schema: daysForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), effect: null, seen: null }, { status: submission.status === 'error' ? 400 : 200 });
  const typed = submission.value;
  const done = await asActor(context.db, who.actor, 'school-day.change', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    const zone = school.zone ?? who.zone;
    const time = await standingTime(tx, { id: school.id, zone });
    const change = changeTyped(typed, time.bells);
    const effect = daysEffect(change, await keptDays(tx, school.id, typed.from, typed.last ?? typed.from), time.visits, time);
    const seen = seenOf(change, effect);
    if (typed.save !== undefined && typed.seen === seen) {
      await keepSchoolDays(tx, school.id, change.say);
      await forgetSchoolDays(tx, school.id, change.forget);
      return { saved: school.id };
    }
    await recordLook(tx, effect);
    return { saved: null, effect, seen };
  });
  if (done.saved !== null) return redirect(`/calendar?school=${done.saved}&done`);
  return data({ result: submission.reply(), effect: done.effect, seen: done.seen });
}

/** One date or a range: what it becomes, what that does, and only then saving it. */
export default function DaysPage() {
  const { school, from, zone, what, label, losesTurn, kinds, rotates } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('schoolTime');
  const [form, fields] = useForm({
    lastResult: answer?.result ?? null,
    defaultValue: { from, last: '', what, label, ...(losesTurn && { losesTurn: 'on' }) },
    onValidate: ({ formData }) => parseWithZod(formData, { schema: daysForm }),
    shouldValidate: 'onSubmit',
  });
  const options = [
    { value: 'usual', label: t('days.what.usual'), hint: t('days.what.usual.hint') },
    ...kinds.map((name) => ({ value: `kind:${name}`, label: t('days.what.kind', { name }) })),
    ...closedReasons.map((reason) => ({ value: `closed:${reason}`, label: t('days.what.closed', { reason: t(`closed.${reason}`) }) })),
  ];
  return (
    <>
      <PageHeading title={t('days.title')} lede={t('days.lede')} trail={[{ to: `/calendar?school=${school.id}`, label: t('calendar.title') }]} trailEnd={school.name} />
      <Form method="post" {...getFormProps(form)} className="page-split">
        <div className="stack-4">
          <div className="fields">
            <DateField label={t('days.from')} errors={fields.from.errors} {...getInputProps(fields.from, { type: 'date' })} key={fields.from.key} />
            <DateField label={t('days.last')} hint={t('days.last.hint')} optional errors={fields.last.errors?.map((error) => (error === 'too-many-days' ? t('days.too-many') : error))} {...getInputProps(fields.last, { type: 'date' })} key={fields.last.key} />
          </div>
          <Choice legend={t('days.what')} name={fields.what.name} options={options} defaultValue={fields.what.initialValue} errors={fields.what.errors} />
          <TextField label={t('days.label')} hint={t('days.label.hint')} optional errors={fields.label.errors} {...getInputProps(fields.label, { type: 'text' })} key={fields.label.key} />
          {rotates && <Checkbox label={t('days.loses-turn')} {...getInputProps(fields.losesTurn, { type: 'checkbox' })} key={fields.losesTurn.key} />}
          <div><SubmitButton tone={answer?.effect ? 'normal' : 'primary'}>{t(answer?.effect ? 'days.look-again' : 'days.look')}</SubmitButton></div>
        </div>
        {answer?.effect && (
          <Section title={t('effect.title')}>
            <div className="stack-4" role="status">
              <DaysEffectView effect={answer.effect} zone={zone} />
              <input type="hidden" name="seen" value={answer.seen} />
              <div><Button tone="primary" name="save" value="yes">{t('days.save')}</Button></div>
            </div>
          </Section>
        )}
      </Form>
    </>
  );
}
