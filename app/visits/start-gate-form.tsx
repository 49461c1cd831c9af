import { getFormProps, getInputProps, getSelectProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { useFetcher } from '@remix-run/react';
import { useEffect, type ReactNode } from 'react';
import { states } from '../caseload/practice-codes.ts';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { startGateSchema, type StartGateAnswers, type StartGateInput } from './start-gate.ts';

export type StartGateReply = { result: SubmissionResult<string[]> | null; refused?: { key: string; reason: string } };

type StartGateFormProps = {
  action: string;
  /** The latest answers, or what is known beforehand. */
  given: Partial<StartGateAnswers>;
  submit: string;
  /** Once they are kept. Not called when this form is gone by then; whoever shows something else instead watches the fetcher by its key. */
  onKept?: () => void;
  fetcherKey?: string;
  children?: ReactNode;
};

/** The questions before anybody is let in, and again when somebody moved. Asked aloud; what was typed stays when something is missing. */
export function StartGateForm({ action, given, submit, onKept, fetcherKey, children }: StartGateFormProps) {
  const t = useText('visits');
  const fetcher = useFetcher<StartGateReply>(fetcherKey ? { key: fetcherKey } : {});
  const [form, fields] = useForm<StartGateInput>({
    id: 'start-gate',
    lastResult: fetcher.data?.result ?? null,
    constraint: getZodConstraint(startGateSchema),
    defaultValue: { ...given },
    onValidate: ({ formData }) => parseWithZod(formData, { schema: startGateSchema }),
    shouldRevalidate: 'onInput',
  });
  const kept = fetcher.state === 'idle' && fetcher.data !== undefined && fetcher.data.result?.status === 'success';
  useEffect(() => {
    if (kept) onKept?.();
  }, [kept, onKept]);
  const refused = fetcher.data?.refused;
  return (
    <fetcher.Form method="post" action={action} className="stack-4" {...getFormProps(form)}>
      <TextField label={t('gate.present')} hint={t('gate.presentHint')} {...getInputProps(fields.present, { type: 'text' })} {...errorsOf(fields.present.errors)} />
      <div className="fields">
        <TextField label={t('gate.where')} hint={t('gate.whereHint')} {...getInputProps(fields.where, { type: 'text' })} {...errorsOf(fields.where.errors)} />
        <Select label={t('gate.state')} options={states.map((code) => ({ value: code, label: code }))} {...getSelectProps(fields.state)} {...errorsOf(fields.state.errors)} />
      </div>
      <TextField label={t('gate.adult')} hint={t('gate.adultHint')} {...getInputProps(fields.adult, { type: 'text' })} {...errorsOf(fields.adult.errors)} />
      <TextField label={t('gate.callBack')} hint={t('gate.callBackHint')} {...getInputProps(fields.callBack, { type: 'tel' })} {...errorsOf(fields.callBack.errors)} />
      <Checkbox label={t('gate.private')} {...getInputProps(fields.private, { type: 'checkbox' })} {...errorsOf(fields.private.errors)} />
      {children}
      {refused && <p className="field__error" role="alert">{t(refused.key as 'refusal.visit-not-now')}</p>}
      <p><SubmitButton tone="primary" big aria-disabled={fetcher.state !== 'idle' || undefined}>{submit}</SubmitButton></p>
    </fetcher.Form>
  );
}

function errorsOf(errors: string[] | undefined): { errors?: string[] } {
  return errors ? { errors } : {};
}
