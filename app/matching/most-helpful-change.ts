import { firstStart } from './first-start.ts';
import { brokenRules, type BrokenRule } from './hard-rules.ts';
import type { MatchReferral, MatchTherapist } from './pair.ts';
import { termsOf } from './terms.ts';
import type { Piece } from '../scheduling/missing-piece.ts';
import type { Weights } from './weights.ts';

type Change =
  | { readonly change: Piece; readonly weekday: number; readonly half: 'morning' | 'afternoon' }
  | { readonly change: 'caseload-place'; readonly limit: number }
  | { readonly change: 'license'; readonly state: string }
  | { readonly change: 'place'; readonly place: 'school' | 'home' };

/** A change that somebody could make, and the therapist it would make possible, with the score that would follow. */
export type HelpfulChange = Change & { readonly engagementId: string; readonly score: number };

/**
 * The one change that would help most: of the therapists who break a single rule which somebody can change (nobody changes their age, their
 * languages or a no), the one with the best score after it. Each change is tried: it counts only if the therapist then breaks no rule.
 * Nothing when no single change makes anybody possible.
 */
export function mostHelpfulChange(referral: MatchReferral, therapists: readonly MatchTherapist[], weights: Weights): HelpfulChange | null {
  const changes = therapists.flatMap((therapist) => {
    const [only, ...more] = brokenRules(referral, therapist);
    if (!only || more.length > 0) return [];
    return triedChanges(only, referral, therapist).flatMap(({ change, after }) => {
      const start = brokenRules(referral, after).length === 0 ? firstStart(referral, after) : null;
      if (!start) return [];
      const score = termsOf(referral, after, start.startMs, weights).reduce((sum, term) => sum + term.contribution, 0);
      return [{ ...change, engagementId: therapist.id, score: Math.round(score) }];
    });
  });
  return changes.toSorted((a, b) => b.score - a.score || (a.engagementId < b.engagementId ? -1 : 1))[0] ?? null;
}

/** What somebody could do about a broken rule, and the therapist as they would be then. */
function triedChanges(broken: BrokenRule, referral: MatchReferral, therapist: MatchTherapist): { change: Change; after: MatchTherapist }[] {
  switch (broken.rule) {
    case 'no-slot': {
      const { missing } = therapist;
      if (!missing) return [];
      const after = { ...therapist, slots: [{ startMs: missing.firstStartMs, periodName: null }] };
      return [{ change: { change: missing.piece, weekday: missing.weekday, half: missing.half }, after }];
    }
    case 'caseload-full':
      return [{ change: { change: 'caseload-place', limit: broken.taken + 1 }, after: { ...therapist, caseload: { taken: broken.taken, limit: broken.taken + 1 } } }];
    case 'license-none':
    case 'license-ended':
    case 'license-later':
      return [{ change: { change: 'license', state: broken.state }, after: { ...therapist, licenses: [{ state: referral.state, during: { from: null, until: null } }] } }];
    case 'place':
      return [{ change: { change: 'place', place: broken.place }, after: { ...therapist, places: [broken.place] } }];
    default:
      return [];
  }
}
