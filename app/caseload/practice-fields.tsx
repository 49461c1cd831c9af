import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { languageNames } from '../i18n/language-names.ts';
import { spokenLanguages } from '../i18n/spoken-languages.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { concerns, identities, places, type Concern } from './practice-codes.ts';
import { practiceForm } from './practice-form.ts';
import type { Practice } from './practice.ts';

interface PracticeFormProps {
  practice: Practice;
  result: SubmissionResult | null | undefined;
  /** How the last save went; a limit below the students in care is refused. */
  outcome: 'saved' | 'limit-below' | null;
}

/** Whom a therapist sees where, in which languages, and what they know most about. */
export function PracticeForm({ practice, result, outcome }: PracticeFormProps) {
  const t = useText('caseload');
  const names = languageNames(useLanguage());
  const { engagement } = practice;
  const experienceOf = (concern: Concern) => String(practice.concerns.find((kept) => kept.concern === concern)?.experience ?? 0);
  const [form, fields] = useForm<z.output<typeof practiceForm>>({
    lastResult: result,
    constraint: getZodConstraint(practiceForm),
    defaultValue: { youngest: engagement.ages.from, oldest: (engagement.ages.until ?? 1) - 1, caseloadLimit: engagement.caseloadLimit },
  });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      {outcome === 'saved' && <Notice tone="go" role="status"><b>{t('practice.saved')}</b></Notice>}
      {outcome === 'limit-below' && <Notice tone="danger" role="alert"><b>{t('practice.limit-below')}</b></Notice>}
      <Section title={t('practice.whom')}>
        <div className="stack-4">
          <div className="fields">
            <TextField label={t('practice.youngest')} errors={fields.youngest.errors} {...getInputProps(fields.youngest, { type: 'number' })} key={undefined} narrow />
            <TextField label={t('practice.oldest')} errors={fields.oldest.errors} {...getInputProps(fields.oldest, { type: 'number' })} key={undefined} narrow />
            <TextField label={t('practice.limit')} hint={t('practice.limit.hint')} errors={fields.caseloadLimit.errors} {...getInputProps(fields.caseloadLimit, { type: 'number' })} key={undefined} narrow />
          </div>
          <Checkboxes legend={t('practice.places')} name="places" options={places.map((value) => ({ value, label: t(`place.${value}`) }))} defaultValues={engagement.places} errors={fields.places.errors} />
          <Checkboxes legend={t('practice.languages')} name="languages" options={spokenLanguages.map((value) => ({ value, label: names.of(value) }))} defaultValues={practice.languages} errors={fields.languages.errors} />
          <Checkboxes legend={t('practice.identity')} hint={t('practice.identity.hint')} name="identity" options={identities.map((value) => ({ value, label: t(`identity.${value}`) }))} defaultValues={engagement.identity} />
        </div>
      </Section>
      <Section title={t('practice.concerns')}>
        <p className="small soft">{t('practice.concerns.hint')}</p>
        <div className="fields">
          {concerns.map((concern) => (
            <Select key={concern} label={t(`concern.${concern}`)} name={`experience.${concern}`} empty={null} defaultValue={experienceOf(concern)}
              options={(['0', '1', '2', '3'] as const).map((value) => ({ value, label: t(`experience.${value}`) }))} />
          ))}
        </div>
      </Section>
      <div><SubmitButton tone="primary">{t('practice.save')}</SubmitButton></div>
    </Form>
  );
}
