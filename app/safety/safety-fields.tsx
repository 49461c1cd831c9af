import { useText } from '../i18n/use-text.tsx';
import { Choice } from '../ui/choice.tsx';
import { safetyAnswers, type SafetyQuestion } from './safety-questions.ts';

interface SafetyFieldsProps {
  /** What the student is called before the reader. */
  student: string;
  questions: readonly SafetyQuestion[];
  /** What was answered in this form before it came back; nothing is answered beforehand. */
  kept: Readonly<Partial<Record<string, string>>>;
  errorsOf: (question: SafetyQuestion) => readonly string[] | undefined;
}

/** The safety questions, each with three answers of equal size; sent as `safety.<question>`. */
export function SafetyFields({ student, questions, kept, errorsOf }: SafetyFieldsProps) {
  const t = useText('safety');
  const ui = useText('ui');
  const labels = { yes: ui('yes'), no: ui('no'), unknown: t('questions.unknown') };
  return (
    <div className="stack-4">
      {questions.map((question) => (
        <Choice
          key={question} legend={t(`question.${question}`, { student })} name={`safety.${question}`} layout="equal" defaultValue={kept[`safety.${question}`]}
          options={safetyAnswers.map((value) => ({ value, label: labels[value] }))} errors={errorsOf(question)}
        />
      ))}
    </div>
  );
}
