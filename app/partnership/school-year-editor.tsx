import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { Plus, X } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button, SubmitButton } from '../ui/button.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import type { SchoolYearTyped } from './school-year-form.ts';

/** A school year to fill in, with as many terms as it has. Works without a script: adding and removing a term sends the form. */
export function SchoolYearEditor({ year, result }: { year: SchoolYearTyped; result: SubmissionResult | null }) {
  const t = useText('partnership');
  const [form, fields] = useForm<SchoolYearTyped>({ lastResult: result, defaultValue: year });
  const problems = (errors?: readonly string[]) => errors?.map((error) => (error === 'term-outside' || error === 'term-overlaps' ? t(`year.${error}`) : error));
  const terms = fields.terms.getFieldList();
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
          {terms.map((term, at) => {
            const { title, firstDay, lastDay } = term.getFieldset();
            return (
              <fieldset key={term.key} className="stack-2">
                <legend className="sr">{t('year.term', { number: at + 1 })}</legend>
                <div className="fields">
                  <TextField label={t('year.term.name')} errors={title.errors} {...getInputProps(title, { type: 'text' })} key={title.key} />
                  <DateField label={t('year.first')} errors={firstDay.errors} {...getInputProps(firstDay, { type: 'date' })} key={firstDay.key} />
                  <DateField label={t('year.last')} errors={problems(lastDay.errors)} {...getInputProps(lastDay, { type: 'date' })} key={lastDay.key} />
                </div>
                <div><Button tone="plain" icon={X} {...form.remove.getButtonProps({ name: fields.terms.name, index: at })}>{t('year.term.remove', { number: at + 1 })}</Button></div>
              </fieldset>
            );
          })}
          <div><Button {...form.insert.getButtonProps({ name: fields.terms.name, defaultValue: { title: '', firstDay: '', lastDay: '' } })} icon={Plus}>{t('year.term.add')}</Button></div>
        </div>
      </Section>
      <div><SubmitButton tone="primary">{t('year.save')}</SubmitButton></div>
    </Form>
  );
}
