import type { Concern } from '../caseload/practice-codes.ts';
import type { Term } from './terms.ts';

/** What a therapist sees of an offer: enough to decide, and no name. Instants are ISO 8601. */
export interface Offer {
  id: string;
  state: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  answerBy: string;
  madeAt: string;
  ageYears: number | null;
  concern: Concern;
  urgency: 'routine' | 'soon' | 'urgent' | 'very_urgent';
  language: string;
  place: 'school' | 'home';
  school: string;
  /** The agency whose therapist is asked: some therapists work for two. */
  agency: string;
  zone: string;
  terms: Term[];
}

/** Why a therapist may say no; kept with the offer, and shown to the coordinator. */
export const declineReasons = ['no_time', 'not_my_field', 'know_the_family', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** Working days a therapist has to answer: by the end of that day, 17:00 where the school is. */
export const ANSWER_WORKING_DAYS = 2;
