import { getInputProps, type FieldMetadata } from '@conform-to/react';
import { languageNames } from '../i18n/language-names.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import { interpretedLanguages } from './interpreter-form.ts';

interface InterpreterFieldsProps {
  fields: Record<'languages' | 'email' | 'phone', FieldMetadata>;
  languages?: readonly string[];
}

/** What an interpreter speaks and how they are reached. Shared by adding and changing. */
export function InterpreterFields({ fields, languages }: InterpreterFieldsProps) {
  const t = useText('interpreters');
  const names = languageNames(useLanguage());
  const input = (field: FieldMetadata, type: 'email' | 'tel') => getInputProps(field as FieldMetadata<string>, { type });
  return (
    <>
      <Checkboxes legend={t('languages')} name="languages" options={interpretedLanguages.map((value) => ({ value, label: names.of(value) }))} defaultValues={languages} errors={fields.languages.errors} />
      <div className="fields">
        <TextField label={t('email')} hint={t('email.hint')} errors={fields.email.errors} optional {...input(fields.email, 'email')} key={fields.email.key} />
        <TextField label={t('phone')} errors={fields.phone.errors} optional {...input(fields.phone, 'tel')} key={fields.phone.key} />
      </div>
    </>
  );
}
