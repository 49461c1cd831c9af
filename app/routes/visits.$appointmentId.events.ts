import type { LoaderFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { eventStream } from '../http/event-stream.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { followVisit } from '../visits/follow-visit.server.ts';
import { therapistWord } from '../visits/therapist-word.server.ts';

/** Who waits and who is in, as it changes. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'visit.hold');
  const appointmentId = params['appointmentId'] ?? '';
  const read = () => asActor(context.db, who.actor, 'visit.read', (tx) => therapistWord(tx, appointmentId));
  if (!(await read())) throw notFound();
  return eventStream(request, context, (send) => followVisit(appointmentId, context.log, send, async () => {
    const word = await read();
    return word && { people: word.people, consentInForce: word.consentInForce, ended: word.visit.visit?.state === 'ended' };
  }));
}
