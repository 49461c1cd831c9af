import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor } from '../../db/as-actor.server.ts';
import { idParam } from '../http/id-param.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { bookUse } from '../rooms/book-use.server.ts';
import { LostNotice } from '../rooms/lost-notice.tsx';
import { roomHere } from '../rooms/room-here.server.ts';
import { UseEditor } from '../rooms/use-editor.tsx';
import { roomUseForm, typedRoomUse } from '../rooms/use-form.ts';
import { minuteOf } from '../time/wall-minute.ts';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle<'rooms', { room: { name: string } }>('rooms', 'use.new.title', (loaded) => ({ name: loaded.room.name }));

/** A day and times may be given, as by a door that was picked in the hallway: `?date=&from=&until=`. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  const query = new URL(request.url).searchParams;
  const time = (name: string) => (minuteOf(query.get(name) ?? '') === null ? {} : { [name]: query.get(name)! });
  return asActor(context.db, who.actor, 'room.read', async (tx) => {
    const { room, zone, today } = await roomHere(tx, who, idParam(params, 'roomId'));
    const date = /^\d{4}-\d{2}-\d{2}$/.test(query.get('date') ?? '') ? query.get('date')! : today;
    return { room, zone, today, key: randomUUID(), start: { date, ...time('from'), ...time('until') } };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  const roomId = idParam(params, 'roomId');
  await asActor(context.db, who.actor, 'room.read', (tx) => roomHere(tx, who, roomId));
  const submission = parseWithZod(await request.formData(), { schema: roomUseForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: 400 });
  const booked = await bookUse(context.db, who.actor, { roomId, ...typedRoomUse(submission.value) });
  if (booked.ok) return redirect(`/rooms/${roomId}/uses?done=booked&n=${booked.useIds.length}`);
  if (booked.reason === 'not-found') throw notFound();
  return data({ result: submission.reply(), refused: booked }, { status: booked.reason === 'exceptions' ? 200 : 409 });
}

export default function NewRoomUsePage() {
  const { room, today, key, start } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('rooms');
  const back = `/rooms/${room.id}/uses`;
  return (
    <>
      <PageHeading title={t('use.new.title', { name: room.name })} lede={t('use.new.lede')} trail={[{ to: back, label: room.name }]} />
      <div className="stack-5">
        {answer?.refused && <LostNotice answer={answer.refused} to={`${back}/new`} />}
        <UseEditor key={`${start.date} ${JSON.stringify(start)}`} start={start} today={today} formKey={key} answer={answer} />
      </div>
    </>
  );
}
