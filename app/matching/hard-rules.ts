import type { WhyNotThere } from '../therapist-time/whereabouts.ts';
import { wallTime } from '../time/zone.ts';
import { firstStart } from './first-start.ts';
import { isWithin, type MatchReferral, type MatchTherapist } from './pair.ts';

/**
 * What rules a therapist out for a referral, each with what its one sentence needs. Dates are local dates of the place; a license "ended" on
 * the last day on which it held.
 */
export type BrokenRule =
  | { readonly rule: 'not-engaged' }
  | { readonly rule: 'not-released' }
  | { readonly rule: 'license-none'; readonly state: string }
  | { readonly rule: 'license-ended'; readonly state: string; readonly untilDate: string }
  | { readonly rule: 'license-later'; readonly state: string; readonly fromDate: string }
  | { readonly rule: 'age-above'; readonly fromYears: number }
  | { readonly rule: 'age-below'; readonly toYears: number }
  | { readonly rule: 'caseload-full'; readonly taken: number; readonly limit: number }
  | { readonly rule: 'language'; readonly language: string }
  | { readonly rule: 'place'; readonly place: 'school' | 'home' }
  | { readonly rule: 'declined'; readonly date: string }
  | { readonly rule: 'not-there'; readonly why: WhyNotThere }
  | { readonly rule: 'no-slot' };

/** Every hard rule that this pair breaks, in the order in which they are asked; the first is the reason that is given. */
export function brokenRules(referral: MatchReferral, therapist: MatchTherapist): BrokenRule[] {
  const broken: BrokenRule[] = [];
  const today = wallTime(referral.zone, referral.nowMs).date;
  if (!therapist.engaged || (therapist.engaged.until !== null && therapist.engaged.until <= today)) broken.push({ rule: 'not-engaged' });
  if (!therapist.released) broken.push({ rule: 'not-released' });
  const license = licenseProblem(referral, therapist, today);
  if (license) broken.push(license);
  const { ages, caseload } = therapist;
  if (referral.ageYears !== null && ages.from !== null && referral.ageYears < ages.from) broken.push({ rule: 'age-above', fromYears: ages.from });
  if (referral.ageYears !== null && ages.until !== null && referral.ageYears >= ages.until) broken.push({ rule: 'age-below', toYears: ages.until - 1 });
  if (caseload.taken >= caseload.limit) broken.push({ rule: 'caseload-full', ...caseload });
  if (!therapist.languages.includes(referral.language) && referral.interpreter !== referral.language) broken.push({ rule: 'language', language: referral.language });
  if (!therapist.places.includes(referral.place)) broken.push({ rule: 'place', place: referral.place });
  if (therapist.declinedOn !== null) broken.push({ rule: 'declined', date: therapist.declinedOn });
  // A start that falls after the license or the engagement is no start, but then that is the reason and not the hours.
  if (therapist.slots.length === 0 && therapist.notThere) broken.push({ rule: 'not-there', why: therapist.notThere });
  else if (therapist.slots.length === 0 || (broken.length === 0 && !firstStart(referral, therapist))) broken.push({ rule: 'no-slot' });
  return broken;
}

/** The license must hold on the day of the visit: of one of the open slots, or of today when there is none. */
function licenseProblem(referral: MatchReferral, therapist: MatchTherapist, today: string): BrokenRule | null {
  const ofState = therapist.licenses.filter((license) => license.state === referral.state);
  const dates = therapist.slots.length > 0 ? therapist.slots.map((slot) => wallTime(referral.zone, slot.startMs).date) : [today];
  if (dates.some((date) => ofState.some((license) => isWithin(license.during, date)))) return null;
  const { state } = referral;
  const later = ofState.flatMap(({ during }) => (during.from !== null && during.from > today ? [during.from] : [])).sort()[0];
  if (later !== undefined) return { rule: 'license-later', state, fromDate: later };
  const ended = ofState.flatMap(({ during }) => during.until ?? []).sort().at(-1);
  return ended === undefined ? { rule: 'license-none', state } : { rule: 'license-ended', state, untilDate: ended };
}
