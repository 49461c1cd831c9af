/** What a family is asked, in the order in which they are asked. The same as the check on `consent_document.purpose`. */
export const purposes = ['service', 'telehealth', 'release_to_agency', 'release_to_school'] as const;
export type Purpose = (typeof purposes)[number];

/**
 * Without a yes to these nothing can begin: the support itself, by video, and that the therapist may know who comes and why
 * (the database asks for the first two at every booking; an acceptance asks for the third).
 */
const required: ReadonlySet<Purpose> = new Set<Purpose>(['service', 'telehealth', 'release_to_agency']);

export function isRequired(purpose: Purpose): boolean {
  return required.has(purpose);
}

/** A yes or no to each purpose. */
export type Answers = Readonly<Record<Purpose, boolean>>;

/** Whether these answers let support begin. The others are the family's choice alone. */
export function letsBegin(answers: Answers): boolean {
  return purposes.every((purpose) => !isRequired(purpose) || answers[purpose]);
}
