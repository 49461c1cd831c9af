import { Form } from '@remix-run/react';
import { ClipboardCheck } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { outcomes } from './threats.ts';

/** What the reviewer finds. Both answers are of equal size, and none is chosen beforehand. */
export function ReviewForm({ kept, wrong }: { kept: { outcome: string; words: string } | undefined; wrong: 'outcome' | 'words' | null }) {
  const t = useText('emergency');
  return (
    <Section title={t('review.form')} needs>
      <Form method="post" className="stack-4">
        <Choice
          legend={t('review.outcome')} name="outcome" layout="equal" defaultValue={kept?.outcome} errors={wrong === 'outcome' ? ['required'] : undefined}
          options={outcomes.map((value) => ({ value, label: t(`review.outcome.${value}`), hint: t(`review.outcome.${value}.hint`) }))}
        />
        <TextArea label={t('review.words')} hint={t('review.words.hint')} name="words" rows={4} optional defaultValue={kept?.words} errors={wrong === 'words' ? [t('review.words.missing')] : undefined} />
        <div><SubmitButton tone="primary" icon={ClipboardCheck}>{t('review.button')}</SubmitButton></div>
      </Form>
    </Section>
  );
}
