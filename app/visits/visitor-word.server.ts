import { asActor, contextOf } from '../../db/as-actor.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { asVisitor } from '../identity/visit-link.server.ts';
import { knownIn, type Known } from './people.server.ts';
import { stillWaiting } from './take-seat.server.ts';
import { visitorState, type VisitorState } from './visitor-state.server.ts';

/** All that a visitor's page is told: where they stand, and, once they are let in, who is who in the visit. */
export type VisitorWord = VisitorState & { known: Known[] };

type Answer = { ok: true; word: VisitorWord; appointmentId: string } | { ok: false; reason: string };

/**
 * What may be told to the visitor whose link this device holds; their rights are asked again each time. Also notes that their page is open,
 * so that the therapist sees who still waits. Who the others are is read as the product's own work: a link shows no seat but its own.
 */
export async function visitorWord(request: Request, context: Pick<HallwayContext, 'db' | 'config'>): Promise<Answer> {
  const answer = await asVisitor(request, context, 'visit.read', async (tx, visitor) => {
    const state = await visitorState(tx);
    if (state?.visitId && state.stage === 'waiting') await stillWaiting(tx, state.visitId);
    return { state, appointmentId: visitor.appointmentId, partnershipId: (await contextOf(tx)).partnershipId };
  });
  if (!answer.ok) return answer;
  const { state, appointmentId, partnershipId } = answer.value;
  if (!state) return { ok: false, reason: 'link-ended' };
  const { visitId } = state;
  const known = state.stage === 'admitted' && visitId ? await asActor(context.db, { kind: 'job', partnershipId }, 'visit.read', (tx) => knownIn(tx, visitId)) : [];
  return { ok: true, word: { ...state, known }, appointmentId };
}
