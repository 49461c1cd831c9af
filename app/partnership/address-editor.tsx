import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { NotFreshNotice } from '../identity/not-fresh-notice.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import type { AddressTyped } from './address-form.ts';

interface AddressEditorProps {
  /** The list that this belongs to. */
  at: '/staff' | '/therapists';
  of: { name: string; email: string | null; organisation: string };
  answer: { result: SubmissionResult; refused: string | null } | undefined;
}

/** Another address for somebody who works here, with what follows from it. */
export function AddressEditor({ at, of: { name, email, organisation }, answer }: AddressEditorProps) {
  const t = useText('partnership');
  const [form, fields] = useForm<AddressTyped>({ lastResult: answer?.result, defaultValue: { email: email ?? '' } });
  return (
    <>
      <PageHeading title={t('address.heading', { name })} lede={organisation} trail={[{ to: at, label: t(at === '/staff' ? 'staff.title' : 'therapists.title') }]} />
      <Form method="post" {...getFormProps(form)} className="stack-4">
        {answer?.refused === 'not-fresh' && <NotFreshNotice />}
        {answer?.refused === 'elsewhere' && <Notice tone="danger" role="alert"><b>{t(at === '/staff' ? 'address.elsewhere' : 'address.not-yours')}</b></Notice>}
        <p>{t('address.what')}</p>
        {email && <p>{t('address.links')}</p>}
        <TextField label={t('staff.email')} errors={fields.email.errors} {...getInputProps(fields.email, { type: 'email' })} key={fields.email.key} autoComplete="off" />
        <div><SubmitButton tone="primary">{t('address.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
