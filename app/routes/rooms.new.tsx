import { randomUUID } from 'node:crypto';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { notFound } from '../http/respond.server.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { bellsOf } from '../school-time/bells.server.ts';
import { keepRoom, roomRefusals } from '../rooms/keep-room.server.ts';
import { RoomEditor } from '../rooms/room-editor.tsx';
import { roomForm, roomTyped } from '../rooms/room-form.ts';
import { schoolAsked } from '../school-time/school-asked.server.ts';
import { schoolHours } from '../school-time/school-hours.ts';
import { PageHeading } from '../ui/page-heading.tsx';

export const handle = pageTitle('scheduling', 'rooms.add');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'room.change');
  return asActor(context.db, who.actor, 'room.read', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    const today = (await nowOf(tx)).toZonedDateTimeISO(school.zone ?? who.zone).toPlainDate().toString();
    return { school, hours: schoolHours(await bellsOf(tx, school.id), today) };
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'room.change');
  const submission = parseWithZod(await request.formData(), { schema: roomForm });
  if (submission.status !== 'success') return data({ result: submission.reply(), refused: null }, { status: 400 });
  const kept = await refusing(roomRefusals, () => asActor(context.db, who.actor, 'room.change', async (tx) => {
    const { school } = await schoolAsked(tx, who.organisation, request);
    if (!school) throw notFound();
    await keepRoom(tx, school.id, { id: randomUUID(), ...roomTyped(submission.value) });
    return school;
  }));
  if (!kept.ok) return data({ result: submission.reply(), refused: kept.reason }, { status: 409 });
  return redirect(`/rooms?school=${kept.value.id}&done=kept`);
}

export default function NewRoomPage() {
  const { school, hours } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scheduling');
  return (
    <>
      <PageHeading title={t('rooms.add')} lede={school.name} trail={[{ to: `/rooms?school=${school.id}`, label: t('rooms.title') }]} />
      <RoomEditor room={{ name: '', seats: 2, adultOnSite: null, adultPhone: null, hours }} answer={answer} />
    </>
  );
}
