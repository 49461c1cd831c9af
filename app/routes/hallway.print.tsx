import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { dateAsked, hallwayBoard } from '../scheduling/hallway-board.server.ts';
import { HallwayPrint } from '../scheduling/hallway-print.tsx';
import { notFound } from '../http/respond.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';

export const handle = pageTitle('hallway', 'title.print');

/** A day's list per room for a clipboard: when, where and whose initials. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'hallway.show');
  return asActor(context.db, who.actor, 'hallway.show', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    const zone = school.zone ?? who.zone;
    const { day } = await hallwayBoard(tx, { ...school, zone }, await dateAsked(tx, request, zone));
    return { day, school: { id: school.id, name: school.name } };
  });
}

export default function HallwayPrintPage() {
  return <HallwayPrint {...useLoaderData<typeof loader>()} />;
}
