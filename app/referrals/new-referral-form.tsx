import { Form, Link } from '@remix-run/react';
import { Send } from 'lucide-react';
import { concerns, identities, places } from '../caseload/practice-codes.ts';
import { languageNames } from '../i18n/language-names.ts';
import { spokenLanguages } from '../i18n/spoken-languages.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { SafetyFields } from '../safety/safety-fields.tsx';
import { safetyQuestions } from '../safety/safety-questions.ts';
import { SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { AlreadyReferred } from './already-referred.tsx';
import { reaches } from './referral-form.ts';
import type { StudentToRefer } from './student-to-refer.server.ts';
import { urgencies } from './states.ts';

type Errors = Readonly<Record<string, string[] | null | undefined>>;

interface NewReferralFormProps {
  student: StudentToRefer;
  formKey: string;
  kept: { fields: Readonly<Partial<Record<string, string>>>; askedFor: readonly string[] } | undefined;
  errors: Errors;
  refused: { reason: 'already-referred'; referralId: string | null } | { reason: 'key-reused' } | null;
}

/** One page, in reading order: safety before everything, then why, then how it could work. A form that comes back keeps what was typed. */
export function NewReferralForm({ student, formKey, kept, errors, refused }: NewReferralFormProps) {
  const t = useText('referrals');
  const s = useText('safety');
  const ui = useText('ui');
  const wrong = Object.keys(errors).length;
  if (refused?.reason === 'already-referred') return <AlreadyReferred name={student.name} referralId={refused.referralId} />;
  return (
    <Form method="post" className="stack-5 form-column">
      <input type="hidden" name="student" value={student.id} />
      <input type="hidden" name="key" value={formKey} />
      {refused && <Notice tone="needs" role="alert"><b>{t('refusal.key-reused')}</b></Notice>}
      {wrong > 0 && <Notice tone="danger" role="alert"><b>{ui('error.heading', { count: wrong })}</b></Notice>}
      <Notice tone="danger"><b>{t('new.worried')}</b> <Link to="/safety/steps">{t('new.worried.open')}</Link></Notice>
      <Section title={s('questions.title')}>
        <div className="stack-4">
          <p className="soft">{s('questions.lede', { student: student.calledName })}</p>
          <SafetyFields student={student.calledName} questions={safetyQuestions} kept={kept?.fields ?? {}} errorsOf={(question) => errors[`safety.${question}`] ?? undefined} />
        </div>
      </Section>
      <WhyFields kept={kept?.fields ?? {}} errors={errors} />
      <HowFields student={student} kept={kept} errors={errors} />
      <div><SubmitButton tone="primary" big icon={Send}>{t('new.send')}</SubmitButton></div>
    </Form>
  );
}

function WhyFields({ kept, errors }: { kept: Readonly<Partial<Record<string, string>>>; errors: Errors }) {
  const t = useText('referrals');
  const c = useText('caseload');
  return (
    <Section title={t('new.why.title')}>
      <div className="stack-4">
        <Select label={t('new.concern')} hint={t('new.concern.hint')} name="concern" defaultValue={kept['concern'] ?? ''} errors={errors['concern'] ?? undefined} options={concerns.map((value) => ({ value, label: c(`concern.${value}`) }))} />
        <TextArea label={t('new.why')} hint={t('new.why.hint')} name="why" rows={4} defaultValue={kept['why']} errors={errors['why'] ?? undefined} />
        <TextArea label={t('new.tried')} name="tried" optional rows={2} defaultValue={kept['tried']} errors={errors['tried'] ?? undefined} />
        <Choice legend={t('new.urgency')} name="urgency" defaultValue={kept['urgency']} errors={errors['urgency'] ?? undefined} options={urgencies.map((value) => ({ value, label: t(`urgency.${value}`) }))} />
      </div>
    </Section>
  );
}

function HowFields({ student, kept, errors }: Pick<NewReferralFormProps, 'student' | 'kept' | 'errors'>) {
  const t = useText('referrals');
  const c = useText('caseload');
  const names = languageNames(useLanguage());
  const fields = kept?.fields ?? {};
  return (
    <Section title={t('new.how.title')}>
      <div className="stack-4">
        <Select
          label={t('new.language')} hint={student.language ? t('new.language.from-roster') : undefined} name="language" defaultValue={fields['language'] ?? student.language ?? ''} errors={errors['language'] ?? undefined}
          options={spokenLanguages.map((value) => ({ value, label: names.of(value) }))}
        />
        <Choice legend={t('new.place')} name="place" layout="equal" defaultValue={fields['place']} errors={errors['place'] ?? undefined} options={places.map((value) => ({ value, label: c(`place.${value}`) }))} />
        <Choice legend={t('new.reach')} name="reach" layout="equal" defaultValue={fields['reach']} errors={errors['reach'] ?? undefined} options={reaches.map((value) => ({ value, label: t(`reach.${value}`) }))} />
        <Checkboxes legend={t('new.asked-for')} hint={t('new.asked-for.hint')} name="askedFor" defaultValues={kept?.askedFor} options={identities.map((value) => ({ value, label: c(`identity.${value}`) }))} />
      </div>
    </Section>
  );
}
