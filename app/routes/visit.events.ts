import type { LoaderFunctionArgs } from '@remix-run/node';
import { eventStream } from '../http/event-stream.server.ts';
import { onRightsChange } from '../identity/session-changes.server.ts';
import { sessionHold } from '../identity/session-hold.server.ts';
import { findSessionById, noteUse, sessionOf } from '../identity/sessions.server.ts';
import { asVisitor } from '../identity/visit-link.server.ts';
import { followVisit } from '../visits/follow-visit.server.ts';
import { visitorWord } from '../visits/visitor-word.server.ts';

/** Tells a waiting visitor when they may come in, and who is who. A guardian who is signed in besides stays so as long as the visit runs. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const first = await visitorWord(request, context);
  if (!first.ok) return new Response(null, { status: 204 });
  const session = await sessionOf(request, context);
  const hold = session && sessionHold(session.id, () => void noteUse(context, session.id));
  const allowed = {
    onChange: onRightsChange,
    ask: async () => {
      // So that it is noted, minute by minute, that a visit keeps this session.
      if (session) await findSessionById(context, session.id);
      return (await asVisitor(request, context, 'visit.read', async () => true)).ok;
    },
  };
  return eventStream(request, context, allowed, (send) => {
    const stop = followVisit(first.appointmentId, context.log, send, async () => {
      const answer = await visitorWord(request, context);
      hold?.set(answer.ok && (answer.word.stage === 'waiting' || answer.word.stage === 'admitted'));
      return answer.ok ? answer.word : null;
    });
    return () => {
      stop();
      hold?.end();
    };
  });
}
