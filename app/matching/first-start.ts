import { wallTime } from '../time/zone.ts';
import { isWithin, type MatchReferral, type MatchTherapist } from './pair.ts';

/** The first slot on a day on which the therapist is engaged here and licensed where the student sits. */
export function firstStart(referral: MatchReferral, therapist: MatchTherapist): MatchTherapist['slots'][number] | null {
  return therapist.slots.find(({ startMs }) => mayPractise(referral, therapist, wallTime(referral.zone, startMs).date)) ?? null;
}

function mayPractise(referral: MatchReferral, { engaged, licenses }: MatchTherapist, date: string): boolean {
  return engaged !== null && isWithin(engaged, date) && licenses.some((license) => license.state === referral.state && isWithin(license.during, date));
}
