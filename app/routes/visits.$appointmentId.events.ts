import type { LoaderFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { eventStream } from '../http/event-stream.server.ts';
import { notFound } from '../http/respond.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { sessionHold } from '../identity/session-hold.server.ts';
import { noteUse } from '../identity/sessions.server.ts';
import { stillAllowed } from '../identity/still-allowed.server.ts';
import { followVisit } from '../visits/follow-visit.server.ts';
import { therapistWord } from '../visits/therapist-word.server.ts';

/** Who waits and who is in, as it changes. As long as the visit runs, its page is no idle one. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'visit.hold');
  const appointmentId = params['appointmentId'] ?? '';
  const read = () => asActor(context.db, who.actor, 'visit.read', (tx) => therapistWord(tx, appointmentId));
  if (!(await read())) throw notFound();
  const hold = sessionHold(who.sessionId, () => void noteUse(context, who.sessionId));
  return eventStream(request, context, stillAllowed(request, context, who, 'visit.hold'), (send) => {
    const stop = followVisit(appointmentId, context.log, send, async () => {
      const word = await read();
      const state = word?.visit.visit?.state;
      hold.set(state === 'open' || state === 'live');
      return word && { people: word.people, consentInForce: word.consentInForce, ended: state === 'ended' };
    });
    return () => {
      stop();
      hold.end();
    };
  });
}
