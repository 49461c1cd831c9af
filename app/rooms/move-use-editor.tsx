import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { DateField, TextField, TimeField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { ExceptionsNotice } from './exceptions-notice.tsx';
import { useKinds, type UseKind } from './room-use.ts';
import type { UseFormAnswer } from './use-editor.tsx';
import type { moveRoomUseForm } from './use-form.ts';

interface MoveUseEditorProps {
  start: { date: string; from: string; until: string; roomId: string; kind: UseKind; words: string };
  rooms: readonly { id: string; name: string }[];
  /** How many of its series follow it; none for a use of its own. */
  following: number;
  today: string;
  formKey: string;
  answer: UseFormAnswer | undefined;
}

/** Where and when another use of a room goes, and what it is. */
export function MoveUseEditor({ start, rooms, following, today, formKey, answer }: MoveUseEditorProps) {
  const t = useText('rooms');
  const [form, fields] = useForm<z.input<typeof moveRoomUseForm>>({ lastResult: answer?.result ?? null, defaultValue: { which: 'one', ...start } });
  const asked = answer?.refused?.reason === 'exceptions' ? answer.refused : null;
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      <input type="hidden" name="key" value={formKey} />
      <div className="fields">
        <DateField label={t('use.date')} errors={fields.date.errors} {...getInputProps(fields.date, { type: 'date' })} key={fields.date.key} min={today} />
        <TimeField label={t('use.from')} errors={fields.from.errors} {...getInputProps(fields.from, { type: 'time' })} key={fields.from.key} />
        <TimeField label={t('use.until')} errors={fields.until.errors} {...getInputProps(fields.until, { type: 'time' })} key={fields.until.key} />
        <Select label={t('room')} empty={null} errors={fields.roomId.errors} {...getSelectProps(fields.roomId)} key={fields.roomId.key} options={rooms.map(({ id, name }) => ({ value: id, label: name }))} />
        <Select label={t('use.kind')} empty={null} errors={fields.kind.errors} {...getSelectProps(fields.kind)} key={fields.kind.key} options={useKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <TextField label={t('use.words')} hint={t('use.words.hint')} optional maxLength={60} errors={fields.words.errors} {...getInputProps(fields.words, { type: 'text' })} key={fields.words.key} />
      </div>
      {following > 0 && (
        <Choice legend={t('which.move')} name="which" defaultValue={String(fields.which.initialValue ?? 'one')}
          options={[{ value: 'one', label: t('which.one') }, { value: 'following', label: t('which.following', { count: following }) }]} />
      )}
      {asked && <ExceptionsNotice days={asked.days} count={asked.count} moving />}
      <div><SubmitButton tone="primary">{t('use.save')}</SubmitButton></div>
    </Form>
  );
}
