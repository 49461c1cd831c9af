import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Checkboxes } from '../ui/checkbox.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { accessibilityCodes, equipmentCodes } from './room-features.ts';
import { roomForm } from './room-form.ts';
import type { KeptRoom } from './rooms.server.ts';
import { TouchedNotice } from './touched-notice.tsx';
import type { InRoom } from './visits-in-room.server.ts';
import { weekToType } from '../time/week-form.ts';
import { WeekFields } from '../time/week-fields.tsx';

interface RoomEditorProps {
  room: Pick<KeptRoom, 'name' | 'seats' | 'adultOnSite' | 'adultPhone' | 'hours'> & Partial<KeptRoom>;
  answer: { result: SubmissionResult; refused: 'name-taken' | null; ask?: { touched: InRoom[]; sure: string; zone: string } | null } | undefined;
}

/** What stays ticked after a form that was sent comes back; one alone is no list. */
const ticked = (sent: unknown): string[] | undefined => (Array.isArray(sent) ? sent.map(String) : typeof sent === 'string' && sent !== '' ? [sent] : undefined);

/** A private room to fill in: what it is called and has, who is near, how much time it needs around, and when it may be used. */
export function RoomEditor({ room, answer }: RoomEditorProps) {
  const t = useText('scheduling');
  const r = useText('rooms');
  const [form, fields] = useForm<z.output<typeof roomForm>>({
    lastResult: answer?.result ?? null,
    constraint: getZodConstraint(roomForm),
    defaultValue: { name: room.name, seats: room.seats, adultOnSite: room.adultOnSite ?? '', adultPhone: room.adultPhone ?? '', words: room.words ?? '', beforeMinutes: room.beforeMinutes ?? 0, afterMinutes: room.afterMinutes ?? 0, days: weekToType(room.hours) },
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
      <Section title={r('features')}>
        <div className="stack-4">
          <Checkboxes legend={r('equipment')} hint={r('equipment.hint')} name="equipment" defaultValues={ticked(fields.equipment.initialValue) ?? room.equipment ?? []} options={equipmentCodes.map((value) => ({ value, label: r(`feature.${value}`) }))} />
          <Checkboxes legend={r('accessibility')} hint={r('accessibility.hint')} name="accessibility" defaultValues={ticked(fields.accessibility.initialValue) ?? room.accessibility ?? []} options={accessibilityCodes.map((value) => ({ value, label: r(`feature.${value}`) }))} />
          <TextField label={r('words')} hint={r('words.hint')} optional maxLength={200} errors={fields.words.errors} {...getInputProps(fields.words, { type: 'text' })} key={fields.words.key} />
        </div>
      </Section>
      <Section title={r('pauses')}>
        <div className="stack-3">
          <p className="small soft">{r('pauses.hint')}</p>
          <div className="fields">
            <TextField label={r('pauses.before')} narrow errors={fields.beforeMinutes.errors} {...getInputProps(fields.beforeMinutes, { type: 'number' })} key={fields.beforeMinutes.key} min={0} max={60} />
            <TextField label={r('pauses.after')} narrow errors={fields.afterMinutes.errors} {...getInputProps(fields.afterMinutes, { type: 'number' })} key={fields.afterMinutes.key} min={0} max={60} />
          </div>
        </div>
      </Section>
      <Section title={t('room.hours')}>
        <div className="stack-3">
          <p className="small soft">{t('room.hours.hint')}</p>
          <WeekFields field={fields.days} />
        </div>
      </Section>
      {answer?.ask && <TouchedNotice {...answer.ask} because="pauses" />}
      <div><SubmitButton tone="primary">{t('room.save')}</SubmitButton></div>
    </Form>
  );
}
