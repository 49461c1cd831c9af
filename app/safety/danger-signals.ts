import { safetyQuestions, type SafetyAnswers, type SafetyQuestion } from './safety-questions.ts';

/** What the answers say: signals of danger now, and what nobody knows yet. Both in the order asked. */
export type DangerSignals = Readonly<{ signals: readonly SafetyQuestion[]; unknown: readonly SafetyQuestion[] }>;

/**
 * The rule that decides whether a referral waits in a list or opens the crisis path: **one yes is enough**, to whichever question.
 *
 * Nothing is weighed and nothing is added up. A false alarm costs a counselor some minutes; a missed one may cost a life, and a screen of
 * which any yes counts misses the fewest (97 of 100 in the study of the Ask Suicide-Screening Questions). "I don't know" is no danger by
 * itself, but it is no answer either: it comes back as `unknown` and is asked again.
 */
export function dangerSignals(answers: SafetyAnswers): DangerSignals {
  return {
    signals: safetyQuestions.filter((question) => answers[question] === 'yes'),
    unknown: safetyQuestions.filter((question) => answers[question] === 'unknown'),
  };
}
