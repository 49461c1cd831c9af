import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { TabletSmartphone } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { notFound } from '../http/respond.server.ts';
import { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { SubmitButton } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { kiosksOf, makeKiosk, type RoomKiosk } from '../visits/kiosks.server.ts';

export const handle = pageTitle('visits', 'kiosks.title');

/** The tablets in the school's private rooms: pair one, see them, take one away. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'kiosk.pair');
  const rooms = await asActor(context.db, who.actor, 'kiosk.list', kiosksOf);
  return { rooms, kioskAddress: `${context.config.origin}/kiosk` };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'kiosk.pair');
  const room = z.uuid().safeParse((await request.formData()).get('room'));
  if (!room.success) throw notFound();
  const made = await asActor(context.db, who.actor, 'kiosk.pair', (tx) => makeKiosk(tx, room.data));
  if (!made.ok) throw notFound();
  return data({ ok: true });
}

export default function KiosksPage() {
  const { rooms, kioskAddress } = useLoaderData<typeof loader>();
  const t = useText('visits');
  return (
    <>
      <PageHeading title={t('kiosks.title')} lede={t('kiosks.lede', { address: kioskAddress })} />
      {rooms.length === 0 && <EmptyState title={t('kiosks.noRooms')}>{t('kiosks.noRoomsText')}</EmptyState>}
      <div className="stack-5">{rooms.map((room) => <RoomSection key={room.roomId} room={room} />)}</div>
    </>
  );
}

function RoomSection({ room }: { room: RoomKiosk }) {
  const t = useText('visits');
  return (
    <Section title={room.room}>
      <div className="stack-3">
        {room.kiosks.length === 0 && <p className="soft">{t('kiosks.none')}</p>}
        {room.kiosks.map((kiosk) => (
          <div key={kiosk.id} className="row row--between">
            {kiosk.pairedAt
              ? <p>{t('kiosks.paired')} <TimeText at={kiosk.pairedAt} form="dayTime" /></p>
              : <p>{t('kiosks.code')} <b className="pairing-code">{spaced(kiosk.pairingCode ?? '')}</b>{kiosk.pairingUntil && <span className="soft"> {t('kiosks.until')} <TimeText at={kiosk.pairingUntil} /></span>}</p>}
            <ConfirmButton label={t(kiosk.pairedAt ? 'kiosks.remove' : 'kiosks.dropCode')} question={t(kiosk.pairedAt ? 'kiosks.removeQuestion' : 'kiosks.dropQuestion', { room: room.room })}>
              <Form method="post" action={`/kiosks/${kiosk.id}/revocation`}><SubmitButton tone="alarm">{t(kiosk.pairedAt ? 'kiosks.remove' : 'kiosks.dropCode')}</SubmitButton></Form>
            </ConfirmButton>
          </div>
        ))}
        <Form method="post">
          <input type="hidden" name="room" value={room.roomId} />
          <SubmitButton icon={TabletSmartphone}>{t('kiosks.pair', { room: room.room })}</SubmitButton>
        </Form>
      </div>
    </Section>
  );
}

const spaced = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;
