import type { LoaderFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { eventStream } from '../http/event-stream.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { stillAllowed } from '../identity/still-allowed.server.ts';
import { followHallway } from '../scheduling/follow-hallway.server.ts';
import { dateAsked } from '../scheduling/hallway-board.server.ts';
import { hallwayMark } from '../scheduling/hallway-mark.server.ts';
import { mondayOf } from '../scheduling/slot-weeks.ts';
import { weekOf } from '../scheduling/therapist-week.server.ts';

/** Tells an open week that it stands differently now. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'hallway.week');
  const read = () => asActor(context.db, who.actor, 'hallway.week', async (tx) => hallwayMark(tx, weekOf(mondayOf(await dateAsked(tx, request, who.zone)), who.zone), null));
  await read();
  return eventStream(request, context, stillAllowed(request, context, who, 'hallway.week'), (send) => followHallway(context.log, send, read));
}
