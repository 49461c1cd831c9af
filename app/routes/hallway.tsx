import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { HallwayBoard } from '../scheduling/hallway-board.tsx';
import { dateAsked, hallwayBoard, moveAsked, type HallwayBoardData } from '../scheduling/hallway-board.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { EmptyState } from '../ui/empty-state.tsx';

export const handle = pageTitle('hallway', 'title');

/** A school's day as a hallway. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'hallway.read');
  return asActor(context.db, who.actor, 'hallway.read', async (tx) => {
    const { school, schools } = await schoolAsked(tx, who.organisation, request);
    if (!school) return { board: null };
    const zone = school.zone ?? who.zone;
    const may = { show: can(who.role, 'hallway.show'), addRooms: can(who.role, 'room.change'), fillRooms: can(who.role, 'room-use.change'), move: can(who.role, 'appointment.move') };
    const read = await hallwayBoard(tx, { ...school, zone }, await dateAsked(tx, request, zone));
    const board: HallwayBoardData = { ...read, schools, may, move: may.move ? await moveAsked(tx, request, read.day, school.id, who.role !== 'front_office') : null };
    return { board };
  });
}

export default function HallwayPage() {
  const { board } = useLoaderData<typeof loader>();
  const s = useText('scheduling');
  if (!board) return <EmptyState title={s('school.none')}>{s('school.none.help')}</EmptyState>;
  return <HallwayBoard board={board} />;
}
