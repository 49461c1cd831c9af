import { getFormProps, getInputProps, getSelectProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { licenseKinds, states } from './practice-codes.ts';
import { licenseForm } from './practice-form.ts';

/** What the action of a page of licenses answers. */
export type LicenseAnswer = { result: SubmissionResult; outcome: 'added' | 'overlaps' | null };

/** A license to enter, or to enter anew when it was renewed. */
export function LicenseFields({ answer }: { answer: LicenseAnswer | undefined }) {
  const t = useText('caseload');
  const [form, fields] = useForm<z.input<typeof licenseForm>>({ lastResult: answer?.result, constraint: getZodConstraint(licenseForm) });
  return (
    <>
      {answer?.outcome === 'added' && <Notice tone="go" role="status"><b>{t('license.added')}</b></Notice>}
      {answer?.outcome === 'overlaps' && <Notice tone="danger" role="alert"><b>{t('license.overlaps')}</b></Notice>}
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
    </>
  );
}
