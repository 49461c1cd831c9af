import { getFormProps, getInputProps, getSelectProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { DateField, TextField, TimeField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import type { UseAnswer } from './book-use.server.ts';
import { ExceptionsNotice } from './exceptions-notice.tsx';
import { useKinds } from './room-use.ts';
import type { roomUseForm } from './use-form.ts';

export type UseFormAnswer = { result: SubmissionResult | null; refused: Extract<UseAnswer, { ok: false }> | null };
const repeats = ['once', 'weekly', 'school-days'] as const;

/** What a room is wanted for, and when. */
export function UseEditor({ start, today, formKey, answer }: { start: { date: string; from?: string; until?: string }; today: string; formKey: string; answer: UseFormAnswer | undefined }) {
  const t = useText('rooms');
  const language = useLanguage();
  const [form, fields] = useForm<z.input<typeof roomUseForm>>({ lastResult: answer?.result ?? null, defaultValue: { repeat: 'once', ...start } });
  const asked = answer?.refused?.reason === 'exceptions' ? answer.refused : null;
  const sent = fields.weekdays.initialValue;
  const ticked = Array.isArray(sent) ? sent.map(String) : typeof sent === 'string' ? [sent] : [];
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      <input type="hidden" name="key" value={formKey} />
      <div className="fields">
        <Select label={t('use.kind')} errors={fields.kind.errors} {...getSelectProps(fields.kind)} key={fields.kind.key} options={useKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <TextField label={t('use.words')} hint={t('use.words.hint')} optional maxLength={60} errors={fields.words.errors} {...getInputProps(fields.words, { type: 'text' })} key={fields.words.key} />
        <DateField label={t('use.date')} errors={fields.date.errors} {...getInputProps(fields.date, { type: 'date' })} key={fields.date.key} min={today} />
        <TimeField label={t('use.from')} errors={fields.from.errors} {...getInputProps(fields.from, { type: 'time' })} key={fields.from.key} />
        <TimeField label={t('use.until')} errors={fields.until.errors} {...getInputProps(fields.until, { type: 'time' })} key={fields.until.key} />
      </div>
      <Section title={t('use.again')}>
        <div className="stack-4">
          <Choice legend={t('use.repeat')} name="repeat" defaultValue={String(fields.repeat.initialValue ?? 'once')} errors={fields.repeat.errors} options={repeats.map((value) => ({ value, label: t(`repeat.${value}`), hint: t(`repeat.${value}.hint`) }))} />
          <Checkboxes legend={t('use.weekdays')} hint={t('use.weekdays.hint')} name="weekdays" defaultValues={ticked} options={[1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: weekdayText(day, language) }))} />
          <DateField label={t('use.last')} hint={t('use.last.hint')} optional errors={fields.lastDate.errors} {...getInputProps(fields.lastDate, { type: 'date' })} key={fields.lastDate.key} min={today} />
        </div>
      </Section>
      {asked && <ExceptionsNotice days={asked.days} count={asked.count} />}
      <div><SubmitButton tone="primary">{t('use.book')}</SubmitButton></div>
    </Form>
  );
}
