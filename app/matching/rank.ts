import { firstStart } from './first-start.ts';
import { brokenRules, type BrokenRule } from './hard-rules.ts';
import { mostHelpfulChange, type HelpfulChange } from './most-helpful-change.ts';
import type { MatchReferral, MatchTherapist } from './pair.ts';
import { reasonsOf, type Reason } from './reasons.ts';
import { termsOf, type Term } from './terms.ts';
import { areWeights, type Weights } from './weights.ts';

/** A therapist who fits: the score is the sum of the terms' contributions, rounded; `reasons` make up one sentence. */
export type RankedTherapist = {
  readonly engagementId: string;
  readonly score: number;
  readonly terms: readonly Term[];
  readonly firstStart: { readonly startMs: number; readonly periodName: string | null };
  readonly reasons: readonly Reason[];
};
export type ExcludedTherapist = { readonly engagementId: string; readonly because: BrokenRule };
export type Ranking = {
  readonly ranked: readonly RankedTherapist[];
  readonly excluded: readonly ExcludedTherapist[];
  readonly wouldHelpMost: HelpfulChange | null;
};

/**
 * Who fits one student: hard rules take out, each with one reason; what is left is ordered by the weighted sum of named terms. Of equal sums
 * the earlier first start stands first, then the emptier caseload, then the lower id, so that the same input gives the same list.
 *
 * @throws when the weights do not add up to 100
 */
export function rank(referral: MatchReferral, therapists: readonly MatchTherapist[], weights: Weights): Ranking {
  if (!areWeights(weights)) throw new Error('weights must add up to 100');
  const fits: (RankedTherapist & { sum: number; fullness: number })[] = [];
  const excluded: ExcludedTherapist[] = [];
  for (const therapist of therapists) {
    const because = brokenRules(referral, therapist)[0];
    const start = firstStart(referral, therapist);
    if (because || !start) {
      excluded.push({ engagementId: therapist.id, because: because ?? { rule: 'no-slot' } });
      continue;
    }
    const terms = termsOf(referral, therapist, start.startMs, weights);
    const sum = terms.reduce((total, term) => total + term.contribution, 0);
    const fullness = therapist.caseload.taken / therapist.caseload.limit;
    fits.push({ engagementId: therapist.id, score: Math.round(sum), terms, firstStart: start, reasons: reasonsOf(referral, therapist, start, terms), sum, fullness });
  }
  const byId = (a: { engagementId: string }, b: { engagementId: string }) => (a.engagementId < b.engagementId ? -1 : 1);
  fits.sort((a, b) => b.sum - a.sum || a.firstStart.startMs - b.firstStart.startMs || a.fullness - b.fullness || byId(a, b));
  return {
    ranked: fits.map(({ engagementId, score, terms, firstStart: start, reasons }) => ({ engagementId, score, terms, firstStart: start, reasons })),
    excluded: excluded.sort(byId),
    wouldHelpMost: mostHelpfulChange(referral, therapists, weights),
  };
}
