/** What of a student's record was given to another organisation: a code, whose words are in the catalogue (`what.<code>`). */
export const DISCLOSED = ['referral', 'offer', 'appointment', 'attendance', 'consent', 'student'] as const;
export type Disclosed = (typeof DISCLOSED)[number];

export const isDisclosed = (what: string): what is Disclosed => (DISCLOSED as readonly string[]).includes(what);
