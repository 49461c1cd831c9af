import { safetyQuestions, type SafetyQuestion } from './safety-questions.ts';

/** What a safety event is about: which questions were answered with yes, and what whoever raised it wrote, if anything. */
export type SafetyReport = Readonly<{ signals: readonly SafetyQuestion[]; words: string }>;

/** As it is sealed. */
export function writeSafetyReport({ signals, words }: SafetyReport): string {
  return JSON.stringify({ signals, words });
}

export function readSafetyReport(text: string): SafetyReport {
  const found = JSON.parse(text) as { signals?: unknown; words?: unknown };
  const signals = Array.isArray(found.signals) ? found.signals : [];
  return { signals: safetyQuestions.filter((question) => signals.includes(question)), words: typeof found.words === 'string' ? found.words : '' };
}
