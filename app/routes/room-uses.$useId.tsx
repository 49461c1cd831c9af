import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { LostNotice } from '../rooms/lost-notice.tsx';
import { MoveUseEditor } from '../rooms/move-use-editor.tsx';
import { moveUse } from '../rooms/move-use.server.ts';
import { roomHere } from '../rooms/room-here.server.ts';
import { roomUseAndFollowing, roomUseOf } from '../rooms/room-uses.server.ts';
import { roomsOf } from '../rooms/rooms.server.ts';
import { moveRoomUseForm, moveTyped } from '../rooms/use-form.ts';
import { minuteOf, wallTimeText } from '../time/wall-minute.ts';
import { wallTime } from '../time/zone.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { TimeText } from '../ui/time-text.tsx';

export const handle = pageTitle('rooms', 'use.page');

/** A day and times may be given, as by one of the nearest that are offered: `?date=&from=&until=`. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  const query = new URL(request.url).searchParams;
  return asActor(context.db, who.actor, 'room.read', async (tx) => {
    const use = await roomUseOf(tx, idParam(params, 'useId'));
    if (!use) throw notFound();
    const { room, zone, today } = await roomHere(tx, who, use.roomId);
    const [from, until] = [wallTime(zone, use.fromMs), wallTime(zone, use.untilMs)];
    const given = (name: string, otherwise: string) => (minuteOf(query.get(name) ?? '') === null ? otherwise : query.get(name)!);
    const start = { date: query.get('date') ?? from.date, from: given('from', wallTimeText(from.minute)), until: given('until', wallTimeText(until.minute || 1440)), roomId: use.roomId, kind: use.kind, words: use.words };
    const rooms = (await roomsOf(tx, room.schoolId)).map(({ id, name }) => ({ id, name }));
    return { use, zone, today, rooms, start, following: (await roomUseAndFollowing(tx, use)).length - 1, key: randomUUID() };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  const useId = idParam(params, 'useId');
  const submission = parseWithZod(await request.formData(), { schema: moveRoomUseForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: 400 });
  const moved = await moveUse(context.db, who.actor, { useId, ...moveTyped(submission.value) });
  if (moved.ok) return redirect(`/rooms/${submission.value.roomId}/uses?done=moved&n=${moved.useIds.length}`);
  if (moved.reason === 'not-found') throw notFound();
  return data({ result: submission.reply(), refused: moved }, { status: moved.reason === 'exceptions' ? 200 : 409 });
}

/** Another use of a room: move it, say what it is, release it. */
export default function RoomUsePage() {
  const { use, zone, today, rooms, start, following, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('rooms');
  const release = (which: 'one' | 'following') => <Form method="post" action={`/room-uses/${use.id}/release`}><input type="hidden" name="which" value={which} /><Button tone="danger">{which === 'one' ? t('release') : t('release.following', { count: following })}</Button></Form>;
  return (
    <>
      <PageHeading
        title={use.words || t(`kind.${use.kind}`)} trail={[{ to: `/rooms/${use.roomId}/uses`, label: use.roomName }]}
        lede={<><TimeText at={new Date(use.fromMs).toISOString()} form="dayTime" zone={zone} /> – <TimeText at={new Date(use.untilMs).toISOString()} zone={zone} />{use.by && <>, {t('use.booked-by', { name: use.by })}</>}</>}
      />
      <div className="stack-5">
        {answer?.refused && <LostNotice answer={answer.refused} to={`/room-uses/${use.id}`} />}
        <MoveUseEditor key={JSON.stringify(start)} start={start} rooms={rooms} following={following} today={today} formKey={key} answer={answer} />
        <ConfirmButton label={t('release')} icon={Undo2} question={t('release.question')}>
          <div className="stack-3">{release('one')}{following > 0 && release('following')}</div>
        </ConfirmButton>
      </div>
    </>
  );
}
