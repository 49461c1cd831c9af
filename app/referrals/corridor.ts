import { corridorStates, type CorridorState, type ReferralState } from './states.ts';

/** A move as the database wrote it (`referral_step`), oldest first. `at` is an ISO instant. */
export type Step = Readonly<{ from: ReferralState | null; to: ReferralState; at: string }>;

/** A door of the corridor. `at`: when the referral last came through it; `until`: when it went on. Null for a door still ahead. */
export type CorridorDoor = Readonly<{ state: CorridorState; look: 'done' | 'here' | 'ahead' | 'stopped'; at: string | null; until: string | null }>;

/**
 * Where a referral is, as eight doors: gone through, standing in, ahead of it. Going back closes doors again: after a withdrawal the family's
 * door is open and all behind it are ahead once more. A referral that was closed stops at the door it stood in; one that finished has gone
 * through them all.
 *
 * @param steps every move, oldest first; the first one begins the referral
 */
export function corridorOf(steps: readonly Step[], finished: boolean): readonly CorridorDoor[] {
  const last = steps.at(-1);
  const closed = last?.to === 'closed';
  const standing: CorridorState = closed ? (last.from as CorridorState) : ((last?.to ?? 'received') as CorridorState);
  const here = corridorStates.indexOf(standing);
  return corridorStates.map((state, n) => {
    if (n > here) return { state, look: finished ? 'done' : 'ahead', at: null, until: null };
    // A referral that was triaged as it came in was received at that moment too.
    const came = steps.findLastIndex((step) => step.to === state);
    const at = steps[came]?.at ?? steps[0]?.at ?? null;
    const until = came < 0 ? at : (steps[came + 1]?.at ?? null);
    const look = n < here || finished ? 'done' : closed ? 'stopped' : 'here';
    return { state, look, at, until };
  });
}
