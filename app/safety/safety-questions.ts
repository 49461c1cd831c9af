/**
 * What a counselor is asked about safety before anything else, in the order asked.
 *
 * The structure follows two brief screens that research stands behind: the Ask Suicide-Screening Questions (Horowitz et al., Arch Pediatr
 * Adolesc Med 2012;166(12):1170-1176; any yes is followed up at once) and the screening version of the Columbia scale (Posner et al., Am J
 * Psychiatry 2011;168(12):1266-1277: wish, thoughts, plan or means, act). Harm to others, harm by others and home are what a school's duty to
 * report adds. The words are our own and they are asked *about* a student, of an adult: this is no instrument, has no score and no cut-off,
 * and replaces no assessment.
 */
export const safetyQuestions = ['death_wish', 'suicide_thoughts', 'plan', 'self_harm', 'harm_to_others', 'harmed_by_others', 'unsafe_home'] as const;
export type SafetyQuestion = (typeof safetyQuestions)[number];

/** `unknown` is an honest answer ("I don't know"): it is asked again before the family is written to. */
export const safetyAnswers = ['yes', 'no', 'unknown'] as const;
export type SafetyAnswer = (typeof safetyAnswers)[number];

/** One answer to every question; none is filled in beforehand. */
export type SafetyAnswers = Readonly<Record<SafetyQuestion, SafetyAnswer>>;

/** As it is sealed with the referral. */
export function writeSafetyAnswers(answers: SafetyAnswers): string {
  return JSON.stringify(Object.fromEntries(safetyQuestions.map((question) => [question, answers[question]])));
}

/** Reads what {@link writeSafetyAnswers} wrote. A question that was not yet asked then counts as `unknown`, so that it is asked. */
export function readSafetyAnswers(text: string): SafetyAnswers {
  const found = JSON.parse(text) as Record<string, unknown>;
  const answerTo = (question: SafetyQuestion): SafetyAnswer => safetyAnswers.find((answer) => answer === found[question]) ?? 'unknown';
  return Object.fromEntries(safetyQuestions.map((question) => [question, answerTo(question)])) as SafetyAnswers;
}
