import { getInputProps, type FieldMetadata, type FieldName, type FormMetadata } from '@conform-to/react';
import { X } from 'lucide-react';
import type { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { TextField, TimeField } from '../ui/field.tsx';
import type { bellsForm } from './bells-form.ts';
import { useBellProblems } from './use-bell-problems.ts';

type Typed = z.output<typeof bellsForm>;
type Periods = Typed['dayTypes'][number]['periods'];

/** One period: its name, its two bells, and whether a student may be out of it for a visit. */
export function PeriodFields({ form, field, list, at }: { form: FormMetadata<Typed>; field: FieldMetadata<Periods[number], Typed>; list: FieldName<Periods, Typed>; at: number }) {
  const t = useText('scheduling');
  const problems = useBellProblems();
  const { name, from, until, bookable } = field.getFieldset();
  return (
    <div className="bells__period">
      <TextField label={t('period.name')} errors={problems(name.errors)} {...getInputProps(name, { type: 'text' })} key={name.key} />
      <TimeField label={t('period.from')} errors={problems(from.errors)} {...getInputProps(from, { type: 'time' })} key={from.key} />
      <TimeField label={t('period.until')} errors={problems(until.errors)} {...getInputProps(until, { type: 'time' })} key={until.key} />
      <Checkbox label={t('period.bookable')} {...getInputProps(bookable, { type: 'checkbox' })} key={bookable.key} />
      <Button tone="plain" icon={X} {...form.remove.getButtonProps({ name: list, index: at })}>{t('period.remove')}</Button>
    </div>
  );
}
