/** Who reads a referral. */
export type Reader = 'counselor' | 'therapist' | 'coordinator' | 'privacy_officer';

/** The family's releases that hold now, between the school and the agency in whose care the student is. */
export type Releases = Readonly<{ toAgency: boolean; toSchool: boolean }>;

/** What can be seen of a referral and what never shows on its page. Words: `referrals` catalogue, `see.<code>`. */
export const sights = ['where', 'wrote', 'times', 'attendance', 'agreed', 'said', 'notes'] as const;
export type Sight = (typeof sights)[number];

/**
 * What a reader may see of a referral, by role and by the family's releases. The page's list "You see, you don't see" and the reading of the
 * record both ask here, so that neither can promise what the other does not keep.
 *
 * - `wrote`: what the school wrote in its own words, safety answers with them. The school's own; a therapist in whose care the student is, as
 *   long as the family lets the school tell. A coordinator matches by codes and needs no words (minimum necessary, 45 CFR 164.502(b)).
 * - `attendance`: whether visits took place. The agency's; the school and the coordinator, as long as the family lets the agency tell.
 * - `said`, `notes`: what is said in visits and what a therapist writes are on no page of a referral, for nobody.
 */
export function sightsOf(reader: Reader, releases: Releases): Readonly<Record<Sight, boolean>> {
  return {
    where: true,
    agreed: true,
    times: reader !== 'privacy_officer',
    wrote: reader === 'counselor' || (reader === 'therapist' && releases.toAgency),
    attendance: reader === 'therapist' || (reader !== 'privacy_officer' && releases.toSchool),
    said: false,
    notes: false,
  };
}

/** What a reader is told that they see or don't see. A therapist is in the visits and writes the notes: to them these are no secret, they are only not on this page. */
export function sightsTold(reader: Reader): readonly Sight[] {
  return sights.filter((sight) => reader !== 'therapist' || (sight !== 'said' && sight !== 'notes'));
}
