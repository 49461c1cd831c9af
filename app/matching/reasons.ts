import type { MatchReferral, MatchTherapist } from './pair.ts';
import type { Term } from './terms.ts';

/** A part of the one sentence that says why somebody stands where they stand. Keys of the catalogue; `for` and `against` are told apart ("but"). */
export type Reason =
  | { readonly key: 'can-start'; readonly startMs: number; readonly periodName: string | null }
  | { readonly key: 'concern-much' | 'concern-often' | 'asked-for' | 'speaks-with-family' | 'knows-student' | 'knows-family' }
  | { readonly key: 'but-asked-for' | 'but-concern-some' | 'but-concern-none' | 'but-not-with-family' | 'but-starts-late' };

/** Below this a term's value is worth a "but"; from it on it speaks for the therapist. */
const WEAK = 50;

/** What speaks for the pair, strongest first, after when it can start; then the one thing that costs it most, if anything is weak. */
export function reasonsOf(referral: MatchReferral, therapist: MatchTherapist, start: MatchTherapist['slots'][number], terms: readonly Term[]): Reason[] {
  const strong = terms
    .filter((term) => term.value > WEAK && term.name !== 'first-start')
    .toSorted((a, b) => b.contribution - a.contribution)
    .flatMap((term) => strength(term, referral, therapist));
  const costliest = terms
    .filter((term) => term.name !== 'continuity' && term.weight > 0 && term.value <= (term.name === 'concern' ? 60 : WEAK))
    .toSorted((a, b) => b.weight - b.contribution - (a.weight - a.contribution))[0];
  return [{ key: 'can-start', startMs: start.startMs, periodName: start.periodName }, ...strong, ...(costliest ? weakness(costliest, therapist) : [])];
}

function strength({ name }: Term, referral: MatchReferral, therapist: MatchTherapist): Reason[] {
  if (name === 'concern' && therapist.experience >= 2) return [{ key: therapist.experience === 3 ? 'concern-much' : 'concern-often' }];
  if (name === 'asked-for' && referral.askedFor.length > 0) return [{ key: 'asked-for' }];
  if (name === 'language' && referral.familyLanguages.some((language) => language !== referral.language)) return [{ key: 'speaks-with-family' }];
  if (name === 'continuity') return [{ key: therapist.knows === 'student' ? 'knows-student' : 'knows-family' }];
  return [];
}

function weakness({ name }: Term, therapist: MatchTherapist): Reason[] {
  if (name === 'concern') return [{ key: therapist.experience === 0 ? 'but-concern-none' : 'but-concern-some' }];
  if (name === 'asked-for') return [{ key: 'but-asked-for' }];
  if (name === 'language') return [{ key: 'but-not-with-family' }];
  return [{ key: 'but-starts-late' }];
}
