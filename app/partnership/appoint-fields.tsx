import { getFormProps, getInputProps, getSelectProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { NotFreshNotice } from '../identity/not-fresh-notice.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { appointable, type appointForm } from './appoint-form.ts';
import type { AppointOutcome } from './appoint.server.ts';

/** What the action of a page of people answers. */
export type AppointAnswer = { result: SubmissionResult; outcome: Exclude<AppointOutcome, 'not-found'> | 'not-fresh' | null };

/** How giving a role went, above its form. */
export function AppointNotice({ outcome }: Pick<AppointAnswer, 'outcome'>) {
  const t = useText('partnership');
  if (outcome === null) return null;
  if (outcome === 'not-fresh') return <NotFreshNotice />;
  if (outcome === 'appointed') return <Notice tone="go" role="status"><b>{t('staff.appointed')}</b></Notice>;
  return <Notice tone="danger" role="alert"><b>{t(`staff.${outcome}`)}</b></Notice>;
}

interface AppointFieldsProps {
  answer: AppointAnswer | undefined;
  known: readonly { personId: string; name: string; organisation: string }[];
  organisations: readonly { id: string; name: string }[];
  demo: boolean;
}

/** Gives somebody who is known here, or somebody new, a role at an organisation of the partnership. */
export function AppointFields({ answer, known, organisations, demo }: AppointFieldsProps) {
  const t = useText('partnership');
  const s = useText('shell');
  const [form, fields] = useForm<z.input<typeof appointForm>>({ lastResult: answer?.result });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      {answer && <AppointNotice outcome={answer.outcome} />}
      <div className="fields">
        <Select label={t('staff.organisation')} errors={fields.organisationId.errors} {...getSelectProps(fields.organisationId)} key={fields.organisationId.key} options={organisations.map((one) => ({ value: one.id, label: one.name }))} />
        <Select label={t('staff.role')} errors={fields.role.errors} {...getSelectProps(fields.role)} key={fields.role.key} options={appointable.map((role) => ({ value: role, label: s(`role.${role}`) }))} />
        <Select label={t('staff.who')} hint={t('staff.who.hint')} errors={fields.personId.errors} {...getSelectProps(fields.personId)} key={fields.personId.key} empty={t('staff.who.new')} options={known.map((one) => ({ value: one.personId, label: `${one.name} (${one.organisation})` }))} />
      </div>
      <div className="fields">
        <TextField label={t('staff.given')} errors={fields.givenName.errors} {...getInputProps(fields.givenName, { type: 'text' })} key={fields.givenName.key} />
        <TextField label={t('staff.family')} errors={fields.familyName.errors} {...getInputProps(fields.familyName, { type: 'text' })} key={fields.familyName.key} />
        <TextField label={t('staff.email')} errors={fields.email.errors} {...getInputProps(fields.email, { type: 'email' })} key={fields.email.key} />
        <DateField label={t('staff.last-day')} hint={t('staff.last-day.hint')} optional errors={fields.lastDay.errors} {...getInputProps(fields.lastDay, { type: 'date' })} key={fields.lastDay.key} />
      </div>
      {demo && <Checkbox label={t('staff.made-up')} name="madeUp" />}
      <div><SubmitButton tone="primary">{t('staff.appoint.do')}</SubmitButton></div>
    </Form>
  );
}
