import type { Concern, Place } from '../../../app/caseload/practice-codes.ts';
import type { SpokenLanguage } from '../../../app/i18n/spoken-languages.ts';
import type { Outcome as EmergencyOutcome, Party, Threat } from '../../../app/emergency/threats.ts';
import type { DeclineReason } from '../../../app/matching/offer.ts';
import type { Outcome, Urgency } from '../../../app/referrals/states.ts';
import type { SafetyQuestion } from '../../../app/safety/safety-questions.ts';
import type { CancelReason } from '../../../app/scheduling/cancel-reasons.ts';
import type { AttendanceCause } from '../../../app/visits/absence-cause.ts';

/** What a counselor wrote about a student. */
export interface Worry {
  concern: Concern;
  why: string;
  tried: string;
  urgency: Urgency;
  /** Of the visits. */
  language?: SpokenLanguage;
  askedFor?: ('woman' | 'man')[];
  place?: Place;
  /** Safety questions answered with yes: the crisis path opens beside the referral. */
  danger?: SafetyQuestion[];
}

/**
 * What somebody does. `back` counts school days before the demo's today, 1 the last that is over. Who does it follows from what it is: the
 * student's counselor, front office, guardian, the coordinator, the therapist of the offer, the privacy officer.
 */
export type Step = { back: number } & (
  | { did: 'refer'; worry: Worry }
  | { did: 'triage' | 'accept' | 'family-talks' | 'family-declines' | 'family-withdraws' | 'mail-comes-back' | 'acknowledge' }
  | { did: 'ask-family' | 'family-signs'; guardian?: string }
  | { did: 'offer'; therapist: string }
  | { did: 'offer-runs-out' }
  | { did: 'decline'; because: DeclineReason }
  /** From which day on a time is sought, and from which hour of the school's day. */
  | { did: 'book'; visit: { back: number } | 'coming'; notBefore?: string }
  | { did: 'hold-visit' }
  | { did: 'need-interpreter'; language: string }
  | { did: 'sit-in'; guardian?: string }
  | { did: 'find-nobody'; cause: AttendanceCause }
  | { did: 'cancel'; by: 'therapist' | 'front_office' | 'counselor' | 'coordinator'; because: CancelReason }
  | { did: 'close'; by: 'counselor' | 'coordinator'; outcome: Exclude<Outcome, 'declined_by_family'> }
  | { did: 'home-is'; evenings: [from: string, until: string] }
  | { did: 'raise-danger'; by: 'front_office' | 'counselor'; signals: SafetyQuestion[]; words: string }
  | { did: 'resolve'; done: string }
  /** Somebody who may not see the student opens them for an hour: the counselor of another school. */
  | { did: 'open-emergency'; by: string; threat: Threat; told: Party[]; reason: string }
  | { did: 'review-emergency'; found: EmergencyOutcome; words: string }
);

/** One student of the demo, and what happened. */
export interface Story {
  student: string;
  lived: readonly Step[];
}
