import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { CalendarPlus, Check, Construction, Pencil } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { can } from '../identity/permissions.ts';
import { requireMember } from '../identity/require-member.server.ts';
import { outOfOrderAhead } from '../rooms/out-of-order.server.ts';
import { RoomFacts } from '../rooms/room-facts.tsx';
import { roomHere } from '../rooms/room-here.server.ts';
import { usesAhead } from '../rooms/room-uses.server.ts';
import { OutOfOrderName, UseName } from '../rooms/use-name.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle<'rooms', { room: { name: string } }>('rooms', 'uses.title', (loaded) => ({ name: loaded.room.name }));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  return asActor(context.db, who.actor, 'room.read', async (tx) => {
    const { room, zone } = await roomHere(tx, who, idParam(params, 'roomId'));
    const query = new URL(request.url).searchParams;
    const done = (['booked', 'moved', 'released', 'taped', 'mended'] as const).find((what) => what === query.get('done')) ?? null;
    return { room, zone, done, count: Number(query.get('n') ?? 1) || 1, mayChange: can(who.role, 'room.change'), uses: await usesAhead(tx, room.id), outOfOrder: await outOfOrderAhead(tx, room.id) };
  });
}

const iso = (ms: number) => new Date(ms).toISOString();

/** A private room: what it has, what else it is used for, and when it cannot be used. */
export default function RoomUsesPage() {
  const { room, zone, done, count, mayChange, uses, outOfOrder } = useLoaderData<typeof loader>();
  const t = useText('rooms');
  const s = useText('scheduling');
  const here = `/rooms/${room.id}`;
  return (
    <>
      <PageHeading
        title={room.name} trail={[{ to: `/rooms?school=${room.schoolId}`, label: s('rooms.title') }]}
        actions={<>
          {mayChange && <ButtonLink to={here} icon={Pencil}>{t('room.change')}</ButtonLink>}
          <ButtonLink to={`${here}/out-of-order`} icon={Construction}>{t('tape')}</ButtonLink>
          <ButtonLink to={`${here}/uses/new`} tone="primary" icon={CalendarPlus}>{t('use.new')}</ButtonLink>
        </>}
      />
      <div className="stack-5">
        {done && <Notice tone="go" role="status"><b>{t(`done.${done}`, { count })}</b></Notice>}
        <RoomFacts room={room} />
        <Section title={t('uses.ahead')} count={uses.length}>
          <DataTable
            caption={t('uses.ahead')} rows={uses} rowKey={({ id }) => id} empty={<EmptyState title={t('uses.none')} door="open">{t('uses.none.help')}</EmptyState>}
            columns={[
              { key: 'when', header: t('use.when'), rowHeader: true, cell: ({ fromMs }) => <TimeText at={iso(fromMs)} form="shortDayTime" zone={zone} /> },
              { key: 'until', header: t('use.until'), cell: ({ untilMs }) => <TimeText at={iso(untilMs)} zone={zone} /> },
              { key: 'what', header: t('use.what'), cell: (use) => <UseName {...use} /> },
              { key: 'by', header: t('use.by'), cell: ({ by }) => by ?? '' },
              { key: 'change', header: t('use.change'), quietHeader: true, cell: ({ id }) => <Link to={`/room-uses/${id}`}>{t('use.change')}</Link> },
            ]}
          />
        </Section>
        <Section title={t('out-of-order')}>
          <DataTable
            caption={t('out-of-order')} rows={outOfOrder} rowKey={({ id }) => id} empty={<p className="soft">{t('out-of-order.none')}</p>}
            columns={[
              { key: 'from', header: t('tape.from'), rowHeader: true, cell: ({ fromMs }) => <TimeText at={iso(fromMs)} form="shortDayTime" zone={zone} /> },
              { key: 'until', header: t('tape.until'), cell: ({ untilMs }) => (untilMs === null ? t('tape.open') : <TimeText at={iso(untilMs)} form="shortDayTime" zone={zone} />) },
              { key: 'why', header: t('tape.reason'), cell: (one) => <OutOfOrderName {...one} /> },
              { key: 'end', header: t('mend'), quietHeader: true, cell: ({ id }) => (
                <ConfirmButton label={t('mend')} icon={Check} tone="normal" question={t('mend.question')}>
                  <Form method="post" action={`${here}/out-of-order/${id}/end`}><Button>{t('mend')}</Button></Form>
                </ConfirmButton>) },
            ]}
          />
        </Section>
      </div>
    </>
  );
}
