/** What a family is asked, each its own choice, in this order. The same as `consent_document.purpose`. */
export const purposes = ['service', 'telehealth', 'release_to_agency', 'release_to_school'] as const;
export type Purpose = (typeof purposes)[number];

/**
 * Without a yes to each of these nothing can begin: the support itself, that it is by video, and that the school may tell the agency who the
 * student is and why it asked. What the agency tells the school back is the family's free choice.
 */
export const requiredPurposes: readonly Purpose[] = ['service', 'telehealth', 'release_to_agency'];

/** One answer to each. */
export type Answers = Readonly<Record<Purpose, boolean>>;

/** The required purposes that were answered with no, in order. */
export function missingFrom(answers: Readonly<Partial<Record<Purpose, boolean>>>): readonly Purpose[] {
  return requiredPurposes.filter((purpose) => answers[purpose] !== true);
}
