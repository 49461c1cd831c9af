/**
 * What threatens a student or somebody else, as a code. FERPA 99.36 lets a school disclose in a health or safety emergency, and asks that the threat
 * be recorded with the disclosure; the words beside it are sealed.
 */
export const threats = ['self_harm', 'harm_to_others', 'harmed_by_others', 'medical', 'missing', 'other'] as const;
export type Threat = (typeof threats)[number];

/** Who is told because of it (FERPA 99.32(a)(5)): whoever opens the record always is one. */
export const parties = ['only_me', 'school_team', 'guardian', 'emergency_services', 'police', 'hospital', 'child_protection', 'crisis_line'] as const;
export type Party = (typeof parties)[number];

/** What a reviewer found. */
export const outcomes = ['appropriate', 'not_appropriate'] as const;
export type Outcome = (typeof outcomes)[number];

/** Hours after opening by which somebody should have looked at it; later it is marked as late. */
export const reviewWithinHours = 24;
