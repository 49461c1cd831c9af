import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { notFound } from '../http/respond.server.ts';
import type { z } from '../http/schema.ts';
import { dateText } from '../i18n/moment-text.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { changeTime } from '../scheduling/change-time.server.ts';
import { ownTimeOf } from '../therapist-time/own-time.server.ts';
import { dayAfter, onSiteForm } from '../therapist-time/places-form.ts';
import { addOnSiteDay, onSiteDaysOf, servedSchools } from '../therapist-time/places.server.ts';
import { SureNotice } from '../therapist-time/sure-notice.tsx';
import { addDays } from '../time/zone.ts';
import { Button, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { DateField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle('therapistTime', 'on-site');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'availability.read', async (tx) => {
    const { today } = await ownTimeOf(tx, who.person.id, who.zone);
    return { today, schools: await servedSchools(tx, who.person.id), onSite: await onSiteDaysOf(tx, who.person.id, today), removed: new URL(request.url).searchParams.has('removed') };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  const submission = parseWithZod(await request.formData(), { schema: onSiteForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), outcome: null, ask: null }, { status: 400 });
  const { school, weekday, fromDate, lastDate, sure } = submission.value;
  const day = { schoolId: school, weekday, fromDate, untilDate: dayAfter(lastDate) };
  const kept = await refusing({ on_site_at_one_school_a_day: 'taken' }, () => asActor(context.db, who.actor, 'availability.change', (tx) => changeTime(tx, day, sure, async (inner) => {
    if (!await addOnSiteDay(inner, who.person.id, day)) throw notFound();
  })));
  if (!kept.ok) return data({ result: submission.reply(), outcome: 'taken' as const, ask: null }, { status: 409 });
  if (!kept.value.saved) return data({ result: submission.reply(), outcome: null, ask: kept.value.ask });
  return data({ result: submission.reply({ resetForm: true }), outcome: 'added' as const, ask: null });
}

/** Weekdays that a therapist spends at a school. */
export default function OnSitePage() {
  const { onSite, removed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  const language = useLanguage();
  const holds = (from: string | null, until: string | null) => (until ? t('on-site.between', { from: from ? dateText(from, language) : '…', last: dateText(addDays(until, -1), language) }) : from ? t('on-site.open', { from: dateText(from, language) }) : t('on-site.always'));
  return (
    <>
      <PageHeading title={t('on-site')} lede={t('on-site.lede')} trail={[{ to: '/hours', label: t('title') }, { to: '/hours/places', label: t('places') }]} />
      <div className="stack-5">
        {removed && !answer && <Notice tone="go" role="status"><b>{t('on-site.removed')}</b></Notice>}
        {answer?.outcome === 'added' && <Notice tone="go" role="status"><b>{t('on-site.added')}</b></Notice>}
        {answer?.outcome === 'taken' && <Notice tone="danger" role="alert"><b>{t('on-site.taken')}</b></Notice>}
        <DataTable
          caption={t('on-site')} rows={onSite} rowKey={({ id }) => id} empty={<EmptyState title={t('on-site.none')} door="open">{null}</EmptyState>}
          columns={[
            { key: 'weekday', header: t('on-site.weekday'), rowHeader: true, cell: ({ weekday }) => weekdayText(weekday, language) },
            { key: 'school', header: t('on-site.school'), cell: ({ school }) => school },
            { key: 'holds', header: t('on-site.since'), cell: ({ fromDate, untilDate }) => holds(fromDate, untilDate) },
            { key: 'remove', header: t('on-site.remove'), quietHeader: true, cell: ({ id }) => (
              <ConfirmButton label={t('on-site.remove')} icon={Undo2} tone="normal" question={t('on-site.remove.question')}>
                <Form method="post" action={`/hours/on-site/${id}/removal`}><Button>{t('on-site.remove')}</Button></Form>
              </ConfirmButton>) },
          ]}
        />
        <Section title={t('on-site.add')}><OnSiteFields key={answer?.outcome === 'added' ? onSite.length : 0} /></Section>
      </div>
    </>
  );
}

function OnSiteFields() {
  const { today, schools } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('therapistTime');
  const language = useLanguage();
  const [form, fields] = useForm<z.input<typeof onSiteForm>>({ lastResult: answer?.outcome === 'added' ? null : answer?.result, defaultValue: { fromDate: today } });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <div className="fields">
        <Select label={t('on-site.school')} errors={fields.school.errors} {...getSelectProps(fields.school)} key={fields.school.key} options={schools.map(({ id, name }) => ({ value: id, label: name }))} />
        <Select label={t('on-site.weekday')} errors={fields.weekday.errors} {...getSelectProps(fields.weekday)} key={fields.weekday.key} options={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ value: String(weekday), label: weekdayText(weekday, language) }))} />
        <DateField label={t('on-site.from')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} />
        <DateField label={t('on-site.last')} optional errors={fields.lastDate.errors} {...getInputProps(fields.lastDate, { type: 'date' })} key={fields.lastDate.key} />
      </div>
      {answer?.ask && <SureNotice {...answer.ask} />}
      <div><SubmitButton tone="primary">{t('on-site.add')}</SubmitButton></div>
    </Form>
  );
}
