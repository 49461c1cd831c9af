import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Trash2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import type { Tx } from '../../db/connect.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import type { Member } from '../identity/who.ts';
import { keepRoom, roomRefusals } from '../rooms/keep-room.server.ts';
import { RoomEditor } from '../rooms/room-editor.tsx';
import { roomForm, roomTyped } from '../rooms/room-form.ts';
import { samePauses, tooClose } from '../rooms/pauses.ts';
import { roomOf } from '../rooms/rooms.server.ts';
import { takenAhead } from '../rooms/visits-in-room.server.ts';
import { looksAfter, zoneOfSchool } from '../school-time/school-asked.server.ts';
import { seenOf } from '../school-time/seen.server.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle<'scheduling', { room: { name: string } }>('scheduling', 'room.title', (loaded) => ({ name: loaded.room.name }));

async function roomToChange(tx: Tx, who: Member, roomId: string) {
  const room = await roomOf(tx, roomId);
  if (!room || !looksAfter(who.organisation, room.schoolId)) throw notFound();
  return room;
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'room.change');
  const room = await asActor(context.db, who.actor, 'room.read', (tx) => roomToChange(tx, who, idParam(params, 'roomId')));
  return { room, hasVisits: new URL(request.url).searchParams.get('refused') === 'room-has-visits' };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'room.change');
  const submission = parseWithZod(await request.formData(), { schema: roomForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null, ask: null }, { status: 400 });
  const kept = await refusing(roomRefusals, () => asActor(context.db, who.actor, 'room.change', async (tx) => {
    const room = await roomToChange(tx, who, idParam(params, 'roomId'));
    const typed = roomTyped(submission.value);
    const touched = samePauses(room, typed) ? [] : tooClose(await takenAhead(tx, room.id), typed);
    const sure = seenOf({ before: typed.beforeMinutes, after: typed.afterMinutes }, touched.map(({ id }) => id));
    if (touched.length > 0 && submission.value.sure !== sure) return { schoolId: room.schoolId, ask: { touched, sure, zone: (await zoneOfSchool(tx, room.schoolId)) ?? who.zone } };
    await keepRoom(tx, room.schoolId, { id: room.id, ...typed });
    return { schoolId: room.schoolId, ask: null };
  }));
  if (!kept.ok) return data({ result: submission.reply(), refused: kept.reason, ask: null }, { status: 409 });
  if (kept.value.ask) return data({ result: submission.reply(), refused: null, ask: kept.value.ask });
  return redirect(`/rooms?school=${kept.value.schoolId}&done=kept`);
}

export default function RoomPage() {
  const { room, hasVisits } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  return (
    <>
      <PageHeading title={t('room.title', { name: room.name })} trail={[{ to: `/rooms?school=${room.schoolId}`, label: t('rooms.title') }]} />
      <div className="stack-5">
        {hasVisits && <Notice tone="danger" role="alert"><b>{t('room.has-visits')}</b> {t('room.has-visits.help')}</Notice>}
        <RoomEditor room={room} answer={answer} />
        <ConfirmButton label={t('room.retire')} icon={Trash2} question={t('room.retire.question')}>
          <Form method="post" action={`/rooms/${room.id}/removal`}><Button tone="danger">{t('room.retire')}</Button></Form>
        </ConfirmButton>
      </div>
    </>
  );
}
