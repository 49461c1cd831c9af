/** Whom a preferred name may be shown to: codes of `student.preferred_name_seen_by`. */
export const nameSeenBy = ['care_team', 'school', 'everyone'] as const;
export type NameSeenBy = (typeof nameSeenBy)[number];
