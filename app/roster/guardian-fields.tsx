import { getInputProps, getSelectProps, type FieldMetadata } from '@conform-to/react';
import { languageNames } from '../i18n/language-names.ts';
import { spokenLanguages } from '../i18n/spoken-languages.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Checkbox, Checkboxes } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { channels, relationships, type Guardianship } from './guardianship.ts';

interface GuardianFieldsProps {
  fields: Record<'relationship' | 'language' | 'email' | 'phone' | 'channels', FieldMetadata>;
  student: string;
  kept?: Guardianship;
}

/** What staff say of a guardian: relationship, rights, language, how to reach them. Shared by adding and confirming. */
export function GuardianFields({ fields, student, kept }: GuardianFieldsProps) {
  const t = useText('roster');
  const names = languageNames(useLanguage());
  const select = (field: FieldMetadata) => getSelectProps(field as FieldMetadata<string>);
  const input = (field: FieldMetadata, type: 'email' | 'tel') => getInputProps(field as FieldMetadata<string>, { type });
  return (
    <>
      <div className="fields">
        <Select label={t('guardian.relationship', { name: student })} errors={fields.relationship.errors} {...select(fields.relationship)} key={fields.relationship.key} options={relationships.map((value) => ({ value, label: t(`relationship.${value}`) }))} />
        <Select label={t('guardian.language')} errors={fields.language.errors} {...select(fields.language)} key={fields.language.key} options={spokenLanguages.map((value) => ({ value, label: names.of(value) }))} />
      </div>
      <Section title={t('guardian.rights')}>
        <Checkbox label={t('guardian.decision')} name="decisionRight" defaultChecked={kept?.decisionRight} />
        <Checkbox label={t('guardian.access')} name="accessRight" defaultChecked={kept?.accessRight} />
        <Checkbox label={t('guardian.court-order')} name="courtOrder" defaultChecked={kept?.courtOrder} />
      </Section>
      <Checkboxes legend={t('guardian.channels')} name="channels" options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))} defaultValues={kept?.channels} errors={fields.channels.errors} />
      <div className="fields">
        <TextField label={t('guardian.email')} errors={fields.email.errors} optional {...input(fields.email, 'email')} key={fields.email.key} />
        <TextField label={t('guardian.phone')} errors={fields.phone.errors} optional {...input(fields.phone, 'tel')} key={fields.phone.key} />
      </div>
    </>
  );
}
