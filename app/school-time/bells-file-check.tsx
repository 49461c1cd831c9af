import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { bellsImportForm } from './bells-import-form.ts';
import { BellsLookView } from './bells-look-view.tsx';
import type { BellsLook } from './import-bells.server.ts';
import type { bellsRefusals } from './keep-bells.server.ts';

interface BellsFileCheckProps {
  look: BellsLook;
  zone: string;
  result: SubmissionResult | null;
  refused: (typeof bellsRefusals)[keyof typeof bellsRefusals] | null;
}

/** Bells of a file before they are saved: their name and dates to fill in, what the file says and leaves open, and what they would do. */
export function BellsFileCheck({ look, zone, result, refused }: BellsFileCheckProps) {
  const t = useText('schoolTime');
  const b = useText('scheduling');
  const [form, fields] = useForm({
    lastResult: result,
    defaultValue: { name: look.toImport.name, fromDate: look.toImport.fromDate, lastDay: look.toImport.lastDay ?? '' },
    onValidate: ({ formData }) => parseWithZod(formData, { schema: bellsImportForm }),
    shouldValidate: 'onSubmit',
  });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      {refused && <Notice tone="danger" role="alert"><b>{b(`bells.refused.${refused}`)}</b></Notice>}
      <div className="fields">
        <TextField label={b('bells.name')} hint={b('bells.name.hint')} errors={fields.name.errors} {...getInputProps(fields.name, { type: 'text' })} key={fields.name.key} />
        <DateField label={b('bells.from')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} />
        <DateField label={b('bells.last-day')} optional errors={fields.lastDay.errors} {...getInputProps(fields.lastDay, { type: 'date' })} key={fields.lastDay.key} />
      </div>
      {(['schedules', 'calendar', 'meta'] as const).map((file) => <input key={file} type="hidden" name={file} value={look.toImport[file]} />)}
      <input type="hidden" name="seen" value={look.seen} />
      <BellsLookView look={look} zone={zone} />
      <div className="row">
        <Button tone="primary" name="save" value="yes">{b('bells.save')}</Button>
        <Button>{t('days.look-again')}</Button>
      </div>
    </Form>
  );
}
