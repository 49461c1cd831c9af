import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { dateAsked } from '../scheduling/hallway-board.server.ts';
import { therapistWeek } from '../scheduling/therapist-week.server.ts';
import { TherapistWeekPage } from '../scheduling/therapist-week.tsx';

export const handle = pageTitle('hallway', 'title.week');

/** A therapist's own week as a hallway, one row a day. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'hallway.week');
  return asActor(context.db, who.actor, 'hallway.week', async (tx) => therapistWeek(tx, await dateAsked(tx, request, who.zone), who.zone));
}

export default function HallwayWeekPage() {
  return <TherapistWeekPage week={useLoaderData<typeof loader>()} />;
}
