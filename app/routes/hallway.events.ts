import type { LoaderFunctionArgs } from '@remix-run/node';
import { asActor } from '../../db/as-actor.server.ts';
import { eventStream } from '../http/event-stream.server.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { stillAllowed } from '../identity/still-allowed.server.ts';
import { followHallway } from '../scheduling/follow-hallway.server.ts';
import { dateAsked } from '../scheduling/hallway-board.server.ts';
import { hallwayMark } from '../scheduling/hallway-mark.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { notFound } from '../http/respond.server.ts';
import { localDay } from '../time/zone.ts';

/** Tells an open hallway that it stands differently now. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'hallway.read');
  const read = () => asActor(context.db, who.actor, 'hallway.read', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    const zone = school.zone ?? who.zone;
    return hallwayMark(tx, localDay(zone, await dateAsked(tx, request, zone)), school.id);
  });
  await read();
  return eventStream(request, context, stillAllowed(request, context, who, 'hallway.read'), (send) => followHallway(context.log, send, read));
}
