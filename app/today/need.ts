/**
 * Something that needs the reader today. `kind` names its sentences in the `today` catalogue (`need.<kind>`, `.detail`, `.action`); `to` is
 * where it is done.
 */
export interface Need {
  kind: NeedKind;
  to: string;
  /** For the sentences: a student's name, a count, an organisation. */
  name: string;
  count: number;
  /** ISO instant or `YYYY-MM-DD`, where the detail says when. */
  when: string | null;
}

export const needKinds = [
  'safety', 'emergency-open', 'safety-taken', 'emergency-late', 'emergency-review', 'emergency-alone', 'emergency-alone-here', 'recovery', 'must-move', 'time-against', 'no-interpreter', 'wants-to-talk', 'triage', 'ask-family', 'no-answer', 'school-incomplete', 'use-out-of-order', 'guardianships', 'no-rooms', 'no-bells',
  'offer', 'find-time', 'attendance', 'license-ends', 'no-hours', 'no-license', 'left-school', 'waiting', 'late', 'book', 'backup-failed', 'mail-failed', 'mail-waits', 'jobs-failed', 'backup-late',
  'no-roster', 'no-school-year', 'no-birth-date', 'no-counselor', 'no-agency', 'no-therapist', 'guardianships-many', 'without-license', 'licenses-end', 'invitations',
] as const;
export type NeedKind = (typeof needKinds)[number];

/** Danger first, then people who wait, then what is to be set up. */
export function inOrder(needs: readonly Need[]): Need[] {
  return needs.toSorted((a, b) => needKinds.indexOf(a.kind) - needKinds.indexOf(b.kind));
}
