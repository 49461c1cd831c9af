import { data, type ActionFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { notFound, respondRefused } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { admit } from '../visits/admit.server.ts';
import { therapistWord } from '../visits/therapist-word.server.ts';
import { visitChanged } from '../visits/visit-changes.server.ts';
import { visitRefusals } from '../visits/visit-refusals.ts';

const admission = z.object({ seat: z.uuid() });

/** Lets one waiting person in. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'visit.hold');
  const wanted = admission.safeParse(Object.fromEntries(await request.formData()));
  if (!wanted.success) throw notFound();
  const admitted = await refusing(visitRefusals, () => asActor(context.db, who.actor, 'visit.admit', async (tx) => {
    const word = await therapistWord(tx, params['appointmentId'] ?? '');
    return word?.visit.visit ? admit(tx, { visitId: word.visit.visit.id, seatId: wanted.data.seat }) : ({ ok: false, reason: 'not-found' } as const);
  }));
  if (!admitted.ok) return respondRefused(admitted);
  if (!admitted.value.ok) throw notFound();
  visitChanged(params['appointmentId'] ?? '');
  return data({ ok: true });
}
