import type { MissingPiece } from '../scheduling/missing-piece.ts';
import type { WhyNotThere } from '../therapist-time/whereabouts.ts';

/** A range of local dates, half-open; null is without end. */
export type DateRange = { readonly from: string | null; readonly until: string | null };

/** What matching knows of a referral. No name, no free text. */
export type MatchReferral = {
  readonly nowMs: number;
  /** Zone and state of the place where the student will sit: they decide dates and law. */
  readonly zone: string;
  readonly state: string;
  /** Null when the roster gives no date of birth: then nobody is left out for age, and the therapist is asked. */
  readonly ageYears: number | null;
  readonly language: string;
  /** Languages of the guardians, for talks with the family. */
  readonly familyLanguages: readonly string[];
  /** The language for which visits take an interpreter; null for none. */
  readonly interpreter: string | null;
  readonly place: 'school' | 'home';
  /** What the family asked for in a therapist (`woman`, `man`). */
  readonly askedFor: readonly string[];
};

/** What matching knows of a candidate for one referral: a therapist as one agency engages them. Engaged twice, they are two candidates. */
export type MatchTherapist = {
  /** Of the engagement. */
  readonly id: string;
  readonly engaged: DateRange | null;
  /** Whether the family's release lets the school tell that agency; without it care could not begin, so nothing is offered. */
  readonly released: boolean;
  readonly licenses: readonly { readonly state: string; readonly during: DateRange }[];
  /** Ages in years, half-open: from 11 until 19 is 11 to 18. */
  readonly ages: { readonly from: number | null; readonly until: number | null };
  readonly caseload: { readonly taken: number; readonly limit: number };
  readonly places: readonly ('school' | 'home')[];
  readonly languages: readonly string[];
  /** With this referral's concern: 0 none, 1 some, 2 often, 3 much. */
  readonly experience: 0 | 1 | 2 | 3;
  /** What the therapist says of themselves that a family may ask for. */
  readonly identity: readonly string[];
  /** Whom of the family the therapist has had in care. */
  readonly knows: 'student' | 'family' | null;
  /** When the therapist said no to this referral, if so: a local date. */
  readonly declinedOn: string | null;
  /** Open joint slots, in time order, and what is missing when there is none. */
  readonly slots: readonly { readonly startMs: number; readonly periodName: string | null }[];
  readonly missing: MissingPiece | null;
  /** Why the therapist cannot be at the place at any start that everybody's calendars leave open; null when it is not that. */
  readonly notThere: WhyNotThere | null;
};

export function isWithin({ from, until }: DateRange, date: string): boolean {
  return (from === null || from <= date) && (until === null || date < until);
}
