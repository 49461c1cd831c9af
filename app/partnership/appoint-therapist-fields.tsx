import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { AppointNotice, type AppointAnswer } from './appoint-fields.tsx';
import type { therapistForm } from './appoint-form.ts';

/** An agency's administrator brings a therapist in. */
export function AppointTherapistFields({ answer, demo }: { answer: AppointAnswer | undefined; demo: boolean }) {
  const t = useText('partnership');
  const [form, fields] = useForm<z.input<typeof therapistForm>>({ lastResult: answer?.result });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      {answer && <AppointNotice outcome={answer.outcome} />}
      <div className="fields">
        <TextField label={t('staff.given')} errors={fields.givenName.errors} {...getInputProps(fields.givenName, { type: 'text' })} key={fields.givenName.key} />
        <TextField label={t('staff.family')} errors={fields.familyName.errors} {...getInputProps(fields.familyName, { type: 'text' })} key={fields.familyName.key} />
        <TextField label={t('staff.email')} hint={t('therapists.email.hint')} errors={fields.email.errors} {...getInputProps(fields.email, { type: 'email' })} key={fields.email.key} />
        <DateField label={t('staff.last-day')} hint={t('staff.last-day.hint')} optional errors={fields.lastDay.errors} {...getInputProps(fields.lastDay, { type: 'date' })} key={fields.lastDay.key} />
      </div>
      {demo && <Checkbox label={t('staff.made-up')} name="madeUp" />}
      <div><SubmitButton tone="primary">{t('therapists.appoint.do')}</SubmitButton></div>
    </Form>
  );
}
