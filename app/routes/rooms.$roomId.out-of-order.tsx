import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, nowOf } from '../../db/as-actor.server.ts';
import { refusing } from '../../db/refusals.server.ts';
import { record } from '../audit/record.server.ts';
import { idParam } from '../http/id-param.server.ts';
import type { z } from '../http/schema.ts';
import { pageTitle } from '../i18n/page-title.ts';
import { useText } from '../i18n/use-text.tsx';
import { requireMember } from '../identity/require-member.server.ts';
import { outOfOrderForm, outOfOrderTyped } from '../rooms/out-of-order-form.ts';
import { outOfOrderRefusals, putOutOfOrder } from '../rooms/out-of-order.server.ts';
import { roomHere } from '../rooms/room-here.server.ts';
import { outOfOrderReasons } from '../rooms/room-use.ts';
import { TouchedNotice } from '../rooms/touched-notice.tsx';
import { takenFrom } from '../rooms/visits-in-room.server.ts';
import { seenOf } from '../school-time/seen.server.ts';
import { wallTimeText } from '../time/wall-minute.ts';
import { wallTime } from '../time/zone.ts';
import { SubmitButton } from '../ui/button.tsx';
import { DateField, TextField, TimeField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHeading } from '../ui/page-heading.tsx';
import { Select } from '../ui/select.tsx';

export const handle = pageTitle<'rooms', { room: { name: string } }>('rooms', 'tape.title', (loaded) => ({ name: loaded.room.name }));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  return asActor(context.db, who.actor, 'room.read', async (tx) => {
    const { room, zone, today } = await roomHere(tx, who, idParam(params, 'roomId'));
    return { room, zone, today, now: wallTimeText(Math.floor(wallTime(zone, (await nowOf(tx)).epochMilliseconds).minute)) };
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const who = await requireMember(request, context, 'room-use.change');
  const roomId = idParam(params, 'roomId');
  const submission = parseWithZod(await request.formData(), { schema: outOfOrderForm });
  const done = await refusing(outOfOrderRefusals, () => asActor(context.db, who.actor, 'room-use.change', async (tx) => {
    const { room, zone } = await roomHere(tx, who, roomId);
    if (submission.status !== 'success') return { wrong: true as const };
    const { reason, words = '', sure } = submission.value;
    const during = outOfOrderTyped(submission.value, zone);
    const touched = await takenFrom(tx, roomId, during);
    const seen = seenOf(during, touched.map(({ id }) => id));
    if (touched.length > 0 && sure !== seen) {
      await record(tx, { action: 'appointment.listed', body: { count: touched.length } });
      return { ask: { touched, sure: seen } };
    }
    await putOutOfOrder(tx, room, { ...during, reason, words });
    return { saved: true as const };
  }));
  if (!done.ok) return data({ result: submission.reply(), refused: done.reason, ask: null }, { status: 409 });
  if ('saved' in done.value) return redirect(`/rooms/${roomId}/uses?done=taped`);
  if ('wrong' in done.value) return data({ result: submission.reply(), refused: null, ask: null }, { status: 400 });
  return data({ result: submission.reply(), refused: null, ask: done.value.ask });
}

/** Says that a private room cannot be used for a time; what is booked in it then is shown before. */
export default function OutOfOrderPage() {
  const { room, zone, today, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('rooms');
  const [form, fields] = useForm<z.input<typeof outOfOrderForm>>({ lastResult: answer?.result ?? null, defaultValue: { fromDate: today, fromTime: now } });
  return (
    <>
      <PageHeading title={t('tape.title', { name: room.name })} lede={t('tape.lede')} trail={[{ to: `/rooms/${room.id}/uses`, label: room.name }]} />
      <Form method="post" {...getFormProps(form)} className="stack-5">
        {answer?.refused && <Notice tone="danger" role="alert"><b>{t(`refusal.tape.${answer.refused}`)}</b></Notice>}
        <div className="fields">
          <DateField label={t('tape.from')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} />
          <TimeField label={t('tape.from-time')} hint={t('tape.time.hint')} optional errors={fields.fromTime.errors} {...getInputProps(fields.fromTime, { type: 'time' })} key={fields.fromTime.key} />
          <DateField label={t('tape.last')} hint={t('tape.last.hint')} optional errors={fields.lastDate.errors} {...getInputProps(fields.lastDate, { type: 'date' })} key={fields.lastDate.key} />
          <TimeField label={t('tape.until-time')} hint={t('tape.time.hint')} optional errors={fields.untilTime.errors} {...getInputProps(fields.untilTime, { type: 'time' })} key={fields.untilTime.key} />
          <Select label={t('tape.reason')} errors={fields.reason.errors} {...getSelectProps(fields.reason)} key={fields.reason.key} options={outOfOrderReasons.map((value) => ({ value, label: t(`reason.${value}`) }))} />
          <TextField label={t('tape.words')} hint={t('tape.words.hint')} optional maxLength={100} errors={fields.words.errors} {...getInputProps(fields.words, { type: 'text' })} key={fields.words.key} />
        </div>
        {answer?.ask && <TouchedNotice {...answer.ask} zone={zone} because="tape" />}
        <div><SubmitButton tone="primary">{t('tape.save')}</SubmitButton></div>
      </Form>
    </>
  );
}
