import type { LoaderFunctionArgs } from '@remix-run/node';
import { eventStream } from '../http/event-stream.server.ts';
import { followVisit } from '../visits/follow-visit.server.ts';
import { visitorWord } from '../visits/visitor-word.server.ts';

/** Tells a waiting visitor when they may come in, and who is who. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const first = await visitorWord(request, context);
  if (!first.ok) return new Response(null, { status: 204 });
  return eventStream(request, context, (send) => followVisit(first.appointmentId, context.log, send, async () => {
    const answer = await visitorWord(request, context);
    return answer.ok ? answer.word : null;
  }));
}
