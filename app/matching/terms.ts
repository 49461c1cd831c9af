import type { MatchReferral, MatchTherapist } from './pair.ts';
import { termNames, type TermName, type Weights } from './weights.ts';

/** One term of a score: its value from 0 to 100 and what it brings to the score (weight × value / 100). */
export type Term = { readonly name: TermName; readonly weight: number; readonly value: number; readonly contribution: number };

/** After this many days a first start is worth nothing: three weeks, beyond which "soon" has no meaning for the student. */
export const FIRST_START_FADES_AFTER_DAYS = 21;

const DAY_MS = 86_400_000;
const worthOfExperience = [0, 60, 80, 100] as const;

/** The terms of one pair, in their order. `startMs` is the first possible start. */
export function termsOf(referral: MatchReferral, therapist: MatchTherapist, startMs: number, weights: Weights): Term[] {
  const values: Record<TermName, number> = {
    concern: worthOfExperience[therapist.experience],
    language: languageValue(referral, therapist),
    'asked-for': askedForValue(referral, therapist),
    'first-start': startValue(referral.nowMs, startMs),
    continuity: therapist.knows === 'student' ? 100 : therapist.knows === 'family' ? 60 : 0,
  };
  return termNames.map((name) => ({ name, weight: weights[name], value: values[name], contribution: (weights[name] * values[name]) / 100 }));
}

/** Everyone ranked speaks the student's language; half the term is for speaking with the family too, the part of its languages that is spoken. */
function languageValue(referral: MatchReferral, therapist: MatchTherapist): number {
  const { familyLanguages } = referral;
  if (familyLanguages.length === 0) return 100;
  const spoken = familyLanguages.filter((language) => therapist.languages.includes(language)).length;
  return Math.round(50 + (50 * spoken) / familyLanguages.length);
}

/** The part of what was asked for that the therapist is; all of it when nothing was asked. */
function askedForValue(referral: MatchReferral, therapist: MatchTherapist): number {
  if (referral.askedFor.length === 0) return 100;
  return Math.round((100 * referral.askedFor.filter((code) => therapist.identity.includes(code)).length) / referral.askedFor.length);
}

/** Falls evenly from 100 for now to 0 after three weeks. */
function startValue(nowMs: number, startMs: number): number {
  const days = Math.max(0, startMs - nowMs) / DAY_MS;
  return Math.max(0, Math.round(100 * (1 - days / FIRST_START_FADES_AFTER_DAYS)));
}
