import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ChartColumn, Check, Construction, Plus } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { HoursText } from '../time/hours-text.tsx';
import { outOfOrderNow } from '../rooms/out-of-order.server.ts';
import { RoomFeatures } from '../rooms/room-facts.tsx';
import { roomsOf } from '../rooms/rooms.server.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { SchoolChoice } from '../school-time/school-choice.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Tag } from '../ui/tag.tsx';

export const handle = pageTitle('scheduling', 'rooms.title');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  return asActor(context.db, who.actor, 'room.read', async (tx) => {
    const asked = await schoolAsked(tx, who.organisation, request);
    const done = (['kept', 'retired'] as const).find((what) => what === new URL(request.url).searchParams.get('done')) ?? null;
    const rooms = asked.school ? await roomsOf(tx, asked.school.id) : [];
    return { ...asked, done, rooms, outNow: asked.school ? await outOfOrderNow(tx, asked.school.id) : [], mayChange: can(who.role, 'room.change') };
  });
}

/** A school's private rooms: what they have, when they may be used, and whether they are in order. */
export default function RoomsPage() {
  const { school, schools, rooms, done, outNow, mayChange } = useLoaderData<typeof loader>();
  const t = useText('scheduling');
  const r = useText('rooms');
  if (!school) return <EmptyState title={t('school.none')}>{t('school.none.help')}</EmptyState>;
  const add = mayChange && <ButtonLink to={`/rooms/new?school=${school.id}`} tone="primary" icon={Plus}>{t('rooms.add')}</ButtonLink>;
  return (
    <>
      <PageHeading title={t('rooms.title')} lede={t('rooms.lede', { school: school.name })} actions={rooms.length > 0 && <><ButtonLink to={`/room-utilisation?school=${school.id}`} icon={ChartColumn}>{r('utilisation')}</ButtonLink>{add}</>} />
      <div className="stack-4">
        <SchoolChoice schools={schools} school={school} />
        {done && <Notice tone="go" role="status"><b>{t(`rooms.${done}`)}</b></Notice>}
        <DataTable
          caption={t('rooms.title')} rows={rooms} rowKey={(room) => room.id}
          empty={<EmptyState title={t('rooms.none')} action={add} door="shut">{t('rooms.none.help')}</EmptyState>}
          columns={[
            { key: 'name', header: t('room.name'), rowHeader: true, cell: (room) => <Link to={`/rooms/${room.id}/uses`}>{room.name}</Link> },
            { key: 'now', header: r('now'), cell: (room) => (outNow.some(({ roomId }) => roomId === room.id) ? <Tag tone="danger" icon={Construction}>{r('out-of-order')}</Tag> : <Tag tone="ok" icon={Check}>{r('in-order')}</Tag>) },
            { key: 'features', header: r('features'), cell: (room) => <RoomFeatures room={room} /> },
            { key: 'hours', header: t('room.hours'), cell: (room) => (room.hours.length > 0 ? <HoursText hours={room.hours} /> : <Tag tone="needs">{t('room.hours.none')}</Tag>) },
            { key: 'seats', header: t('room.seats'), cell: (room) => <span className="num">{room.seats}</span> },
            { key: 'adult', header: t('room.adult'), cell: (room) => [room.adultOnSite, room.adultPhone].filter(Boolean).join(', ') || t('room.adult.none') },
          ]}
        />
      </div>
    </>
  );
}
