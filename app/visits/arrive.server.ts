import { asActor, contextOf } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import type { HallwayContext } from '../http/load-context.ts';
import { asVisitor } from '../identity/visit-link.server.ts';
import { openVisit } from './open-visit.server.ts';
import { takeSeat } from './take-seat.server.ts';
import { visitChanged } from './visit-changes.server.ts';
import { visitRefusals } from './visit-refusals.ts';

/**
 * Somebody came by their link: the visit is opened if they are the first (as the product's own work, since a visitor may not), and they sit
 * down in the waiting room. Called when the button of a link's page was pressed and when a kiosk's code was right; again is no harm.
 */
export async function arrive(request: Request, context: Pick<HallwayContext, 'db' | 'config'>): Promise<{ ok: true } | { ok: false; reason: string }> {
  const known = await asVisitor(request, context, 'visit.arrive', async (tx, visitor) => ({ visitor, partnershipId: (await contextOf(tx)).partnershipId }));
  if (!known.ok) return known;
  const { visitor, partnershipId } = known.value;
  const opened = await refusing(visitRefusals, () => asActor(context.db, { kind: 'job', partnershipId }, 'visit.open', (tx) => openVisit(tx, visitor.appointmentId)));
  if (!opened.ok) return opened;
  const visitId = opened.value;
  if (!visitId) return { ok: false, reason: 'visit-not-booked' };
  const seated = await asVisitor(request, context, 'visit.arrive', (tx) => takeSeat(tx, { visitId, part: visitor.part }));
  if (!seated.ok) return seated;
  visitChanged(visitor.appointmentId);
  return { ok: true };
}
