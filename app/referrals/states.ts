/** The eight doors of the corridor, in order. `closed` is no door: a referral leaves the corridor from any of them. */
export const corridorStates = ['received', 'triaged', 'awaiting_consent', 'waiting', 'offered', 'accepted', 'scheduled', 'in_care'] as const;
export type CorridorState = (typeof corridorStates)[number];
export type ReferralState = CorridorState | 'closed';

/** Whose turn it is: who must act so that the referral goes on. The same as `reference.referral_state.turn`. */
export type Turn = 'counselor' | 'family' | 'coordinator' | 'therapist' | 'nobody';

const turns: Readonly<Record<ReferralState, Turn>> = {
  received: 'counselor', triaged: 'counselor', awaiting_consent: 'family', waiting: 'coordinator', offered: 'therapist', accepted: 'coordinator', scheduled: 'coordinator', in_care: 'therapist', closed: 'nobody',
};

export function turnOf(state: ReferralState): Turn {
  return turns[state];
}

/**
 * Who answers for a referral in a state. A family owns nothing in Hallway: while it is their turn the counselor who referred sees to it that
 * they can answer. A closed referral has no owner.
 */
export function ownerPartOf(state: ReferralState): 'counselor' | 'coordinator' | 'therapist' | null {
  const turn = turns[state];
  if (turn === 'nobody') return null;
  return turn === 'family' ? 'counselor' : turn;
}

/**
 * Every legal move, as the database keeps them in `reference.referral_move` (a database test holds the two together): forward door by door;
 * back to `waiting` when an offer, a time or a therapist is lost; back to `awaiting_consent` when the family withdraws or consent runs out;
 * and to `closed` from everywhere.
 */
const moves: Readonly<Record<ReferralState, readonly ReferralState[]>> = {
  received: ['triaged', 'closed'],
  triaged: ['awaiting_consent', 'closed'],
  awaiting_consent: ['waiting', 'closed'],
  waiting: ['offered', 'awaiting_consent', 'closed'],
  offered: ['accepted', 'waiting', 'awaiting_consent', 'closed'],
  accepted: ['scheduled', 'waiting', 'awaiting_consent', 'closed'],
  scheduled: ['in_care', 'accepted', 'waiting', 'awaiting_consent', 'closed'],
  in_care: ['awaiting_consent', 'closed'],
  closed: [],
};

export function movesFrom(state: ReferralState): readonly ReferralState[] {
  return moves[state];
}

export function mayMove(from: ReferralState, to: ReferralState): boolean {
  return moves[from].includes(to);
}

/** How a referral ends. The same as `reference.referral_outcome`. */
export const outcomes = ['declined_by_family', 'withdrawn', 'referred_elsewhere', 'not_reached', 'moved', 'finished'] as const;
export type Outcome = (typeof outcomes)[number];

/** How soon. The same as `reference.urgency`. */
export const urgencies = ['routine', 'soon', 'urgent', 'very_urgent'] as const;
export type Urgency = (typeof urgencies)[number];
