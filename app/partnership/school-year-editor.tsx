import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import type { SchoolYearTyped } from './school-year-form.ts';
import { TermListFields } from './term-list-fields.tsx';

/** A school year to fill in, with as many terms as it has. Works without a script: adding and removing a term sends the form. */
export function SchoolYearEditor({ year, result }: { year: SchoolYearTyped; result: SubmissionResult | null }) {
  const t = useText('partnership');
  const [form, fields] = useForm<SchoolYearTyped>({ lastResult: result, defaultValue: year });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      <div className="fields">
        <TextField label={t('year.name')} hint={t('year.name.hint')} errors={fields.title.errors} {...getInputProps(fields.title, { type: 'text' })} key={fields.title.key} />
        <DateField label={t('year.first')} errors={fields.firstDay.errors} {...getInputProps(fields.firstDay, { type: 'date' })} key={fields.firstDay.key} />
        <DateField label={t('year.last')} hint={t('year.last.hint')} errors={fields.lastDay.errors} {...getInputProps(fields.lastDay, { type: 'date' })} key={fields.lastDay.key} />
      </div>
      <Section title={t('year.terms')}>
        <div className="stack-3">
          <p className="small soft">{t('year.terms.hint')}</p>
          <TermListFields form={form} terms={fields.terms} />
        </div>
      </Section>
      <div><SubmitButton tone="primary">{t('year.save')}</SubmitButton></div>
    </Form>
  );
}
