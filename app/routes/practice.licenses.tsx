import { randomUUID } from 'node:crypto';
import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Trash2 } from 'lucide-react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { addLicense } from '../caseload/keep-license.server.ts';
import { licenseKinds, states } from '../caseload/practice-codes.ts';
import { licenseForm } from '../caseload/practice-form.ts';
import { practiceOf } from '../caseload/practice.server.ts';
import { licenseStanding } from '../caseload/practice.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { Button, SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { Tag } from '../ui/tag.tsx';
import { DateText } from '../ui/time-text.tsx';

export const handle = pageTitle('caseload', 'license.title');

const toneOf = { 'in-force': 'ok', 'ends-soon': 'needs', ended: 'danger', later: 'line' } as const;

/** One's own licenses; an agency's administrator has none to look at. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'availability.change');
  return asActor(context.db, who.actor, 'license.read', async (tx) => {
    const [practice, now] = await Promise.all([practiceOf(tx, who.person.id, who.organisation.id), nowOf(tx)]);
    const today = now.toZonedDateTimeISO(who.zone).toPlainDate().toString();
    return { licenses: (practice?.licenses ?? []).map((license) => ({ ...license, standing: licenseStanding(license.during, today) })), removed: new URL(request.url).searchParams.has('removed') };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'license.change');
  const submission = parseWithZod(await request.formData(), { schema: licenseForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), outcome: null }, { status: 400 });
  const kept = await refusing({ one_license_of_a_kind_at_a_time: 'overlaps' }, () =>
    asActor(context.db, who.actor, 'license.change', (tx) => addLicense(tx, { ...submission.value, id: randomUUID(), therapistId: who.person.id })));
  if (!kept.ok) return data({ result: submission.reply(), outcome: kept.reason }, { status: 409 });
  return data({ result: submission.reply({ resetForm: true }), outcome: 'added' as const });
}

export default function LicensesPage() {
  const { licenses, removed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('caseload');
  return (
    <>
      <PageHeading title={t('license.title')} lede={t('license.lede')} trail={[{ to: '/practice', label: t('practice.title') }]} />
      {removed && <Notice tone="go" role="status"><b>{t('license.removed')}</b></Notice>}
      {licenses.length === 0 ? <EmptyState title={t('license.none')}>{t('license.none.help')}</EmptyState> : <Licenses />}
      <Section title={t('license.add')}>
        {answer?.outcome === 'added' && <Notice tone="go" role="status"><b>{t('license.added')}</b></Notice>}
        {answer?.outcome === 'overlaps' && <Notice tone="danger" role="alert"><b>{t('license.overlaps')}</b></Notice>}
        <AddLicense />
      </Section>
    </>
  );
}

function Licenses() {
  const { licenses } = useLoaderData<typeof loader>();
  const t = useText('caseload');
  return (
    <DataTable
      caption={t('license.title')} rows={licenses} rowKey={(license) => license.id}
      columns={[
        { key: 'state', header: t('license.state'), rowHeader: true, cell: (license) => license.state },
        { key: 'kind', header: t('license.kind'), cell: (license) => t(`license.kind.${license.kind}`) },
        { key: 'number', header: t('license.number'), cell: (license) => license.number },
        { key: 'holds', header: t('license.last-day'), cell: (license) => license.during.until && <DateText date={lastDay(license.during.until)} /> },
        { key: 'standing', header: t('license.standing'), cell: (license) => <Tag tone={toneOf[license.standing]}>{t(`license.standing.${license.standing}`)}</Tag> },
        { key: 'remove', header: t('license.remove'), quietHeader: true, cell: (license) => (
          <ConfirmButton label={t('license.remove')} icon={Trash2} question={t('license.remove.question')}>
            <Form method="post" action={`/practice/licenses/${license.id}/removal`}><Button tone="danger">{t('license.remove')}</Button></Form>
          </ConfirmButton>
        ) },
      ]}
    />
  );
}

function AddLicense() {
  const answer = useActionData<typeof action>();
  const t = useText('caseload');
  const [form, fields] = useForm<z.input<typeof licenseForm>>({ lastResult: answer?.result, constraint: getZodConstraint(licenseForm) });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <div className="fields">
        <Select label={t('license.state')} errors={fields.state.errors} {...getSelectProps(fields.state)} key={fields.state.key} options={states.map((value) => ({ value, label: value }))} />
        <Select label={t('license.kind')} errors={fields.kind.errors} {...getSelectProps(fields.kind)} key={fields.kind.key} options={licenseKinds.map((value) => ({ value, label: t(`license.kind.${value}`) }))} />
        <TextField label={t('license.number')} errors={fields.number.errors} {...getInputProps(fields.number, { type: 'text' })} key={fields.number.key} />
        <DateField label={t('license.from')} errors={fields.from.errors} {...getInputProps(fields.from, { type: 'date' })} key={fields.from.key} />
        <DateField label={t('license.last-day')} errors={fields.lastDay.errors} {...getInputProps(fields.lastDay, { type: 'date' })} key={fields.lastDay.key} />
      </div>
      <div><SubmitButton tone="primary">{t('license.add')}</SubmitButton></div>
    </Form>
  );
}

/** Ranges are half-open; people name the last day that counts. */
function lastDay(until: string): string {
  const day = new Date(`${until}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
