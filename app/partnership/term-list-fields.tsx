import { getInputProps, type FieldMetadata, type FormMetadata } from '@conform-to/react';
import { Plus, X } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import type { Term } from './school-year.ts';

interface TermListFieldsProps<Form extends Record<string, unknown>> {
  form: FormMetadata<Form>;
  terms: FieldMetadata<Term[]>;
}

/** Terms to fill in, as many as there are. Works without a script: adding and removing one sends the form. */
export function TermListFields<Form extends Record<string, unknown>>({ form, terms }: TermListFieldsProps<Form>) {
  const t = useText('partnership');
  const problems = (errors?: readonly string[]) => errors?.map((error) => (error === 'term-outside' || error === 'term-overlaps' ? t(`year.${error}`) : error));
  return (
    <div className="stack-3">
      {terms.getFieldList().map((term, at) => {
        const { title, firstDay, lastDay } = term.getFieldset();
        return (
          <fieldset key={term.key} className="stack-2">
            <legend className="sr">{t('year.term', { number: at + 1 })}</legend>
            <div className="fields">
              <TextField label={t('year.term.name')} errors={title.errors} {...getInputProps(title, { type: 'text' })} key={title.key} />
              <DateField label={t('year.first')} errors={firstDay.errors} {...getInputProps(firstDay, { type: 'date' })} key={firstDay.key} />
              <DateField label={t('year.last')} errors={problems(lastDay.errors)} {...getInputProps(lastDay, { type: 'date' })} key={lastDay.key} />
            </div>
            <div><Button tone="plain" icon={X} {...form.remove.getButtonProps({ name: terms.name, index: at })}>{t('year.term.remove', { number: at + 1 })}</Button></div>
          </fieldset>
        );
      })}
      <div><Button {...form.insert.getButtonProps({ name: terms.name, defaultValue: { title: '', firstDay: '', lastDay: '' } })} icon={Plus}>{t('year.term.add')}</Button></div>
    </div>
  );
}
