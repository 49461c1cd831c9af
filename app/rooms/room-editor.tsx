import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { roomForm } from './room-form.ts';
import type { KeptRoom } from './rooms.server.ts';
import { weekToType } from '../time/week-form.ts';
import { WeekFields } from '../time/week-fields.tsx';

interface RoomEditorProps {
  room: Pick<KeptRoom, 'name' | 'seats' | 'adultOnSite' | 'adultPhone' | 'hours'>;
  answer: { result: SubmissionResult; refused: 'name-taken' | null } | undefined;
}

/** A private room to fill in: what it is called, who is near, and when it may be used. */
export function RoomEditor({ room, answer }: RoomEditorProps) {
  const t = useText('scheduling');
  const [form, fields] = useForm<z.output<typeof roomForm>>({
    lastResult: answer?.result ?? null,
    constraint: getZodConstraint(roomForm),
    defaultValue: { name: room.name, seats: room.seats, adultOnSite: room.adultOnSite ?? '', adultPhone: room.adultPhone ?? '', days: weekToType(room.hours) },
  });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      {answer?.refused && <Notice tone="danger" role="alert"><b>{t(`room.refused.${answer.refused}`)}</b></Notice>}
      <div className="fields">
        <TextField label={t('room.name')} hint={t('room.name.hint')} errors={fields.name.errors} {...getInputProps(fields.name, { type: 'text' })} key={fields.name.key} />
        <TextField label={t('room.seats')} hint={t('room.seats.hint')} narrow errors={fields.seats.errors} {...getInputProps(fields.seats, { type: 'number' })} key={fields.seats.key} />
        <TextField label={t('room.adult')} hint={t('room.adult.hint')} optional errors={fields.adultOnSite.errors} {...getInputProps(fields.adultOnSite, { type: 'text' })} key={fields.adultOnSite.key} />
        <TextField label={t('room.phone')} hint={t('room.phone.hint')} optional errors={fields.adultPhone.errors} {...getInputProps(fields.adultPhone, { type: 'text' })} key={fields.adultPhone.key} />
      </div>
      <Section title={t('room.hours')}>
        <div className="stack-3">
          <p className="small soft">{t('room.hours.hint')}</p>
          <WeekFields field={fields.days} />
        </div>
      </Section>
      <div><SubmitButton tone="primary">{t('room.save')}</SubmitButton></div>
    </Form>
  );
}
