import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { hallwayBoard } from '../scheduling/hallway-board.server.ts';
import { HallwayMonitor } from '../scheduling/hallway-monitor.tsx';
import { neutralDay } from '../scheduling/neutral-day.ts';
import { notFound } from '../http/respond.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';

export const handle = pageTitle('hallway', 'title.monitor');

/** The rooms for a screen that everybody passes: no initials, no names, nothing behind a door, and none of it sent to the browser. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'hallway.show');
  return asActor(context.db, who.actor, 'hallway.show', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    const zone = school.zone ?? who.zone;
    const { day, mark, events } = await hallwayBoard(tx, { ...school, zone }, (await nowOf(tx)).toZonedDateTimeISO(zone).toPlainDate().toString());
    return { day: neutralDay(day), school: { id: school.id, name: school.name }, mark, events };
  });
}

export default function HallwayMonitorPage() {
  return <HallwayMonitor {...useLoaderData<typeof loader>()} />;
}
