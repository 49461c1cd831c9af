import { getFormProps, getInputProps, getSelectProps, useForm, type FieldMetadata, type FieldName, type FormMetadata } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { Plus } from 'lucide-react';
import type { z } from '../http/schema.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { Button, SubmitButton } from '../ui/button.tsx';
import { Checkbox, Checkboxes } from '../ui/checkbox.tsx';
import { FieldError } from '../ui/field-error.tsx';
import { DateField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { BellsEffectView } from './bells-effect-view.tsx';
import { bellsForm, type bellsToType } from './bells-form.ts';
import type { BellsAnswer } from './look-at-bells.server.ts';
import { PeriodFields } from './period-fields.tsx';
import { dayKinds } from './school-day.ts';
import { useBellProblems } from './use-bell-problems.ts';

type Typed = z.output<typeof bellsForm>;
type Shown = ReturnType<typeof bellsToType>;
type DayTypeField = FieldMetadata<Typed['dayTypes'][number], Typed>;

interface BellsEditorProps {
  bells: Shown;
  answer: BellsAnswer | undefined;
  zone: string;
}

/**
 * A bell schedule to fill in: dates, day types with their weekdays, periods with their bells. Rows are added and taken away without a script too.
 * Bells that would move appointments are saved only after that was seen.
 */
export function BellsEditor({ bells, answer, zone }: BellsEditorProps) {
  const t = useText('scheduling');
  const s = useText('schoolTime');
  const problems = useBellProblems();
  const [form, fields] = useForm<Typed>({
    lastResult: answer?.result ?? null,
    constraint: getZodConstraint(bellsForm),
    defaultValue: bells,
    onValidate: ({ formData }) => parseWithZod(formData, { schema: bellsForm }),
    shouldValidate: 'onSubmit',
  });
  const dayTypes = fields.dayTypes.getFieldList();
  return (
    <Form method="post" {...getFormProps(form)} className="stack-5">
      {answer?.refused && <Notice tone="danger" role="alert"><b>{t(`bells.refused.${answer.refused}`)}</b></Notice>}
      <div className="fields">
        <TextField label={t('bells.name')} hint={t('bells.name.hint')} errors={fields.name.errors} {...getInputProps(fields.name, { type: 'text' })} key={fields.name.key} />
        <DateField label={t('bells.from')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} />
        <DateField label={t('bells.last-day')} optional errors={fields.lastDay.errors} {...getInputProps(fields.lastDay, { type: 'date' })} key={fields.lastDay.key} />
      </div>
      <FieldError id={fields.dayTypes.errorId} errors={problems(fields.dayTypes.errors)} />
      {dayTypes.map((dayType, at) => <DayTypeFields key={dayType.key} form={form} field={dayType} list={fields.dayTypes.name} at={at} of={dayTypes.length} />)}
      <div className="row">
        <Button {...form.insert.getButtonProps({ name: fields.dayTypes.name, defaultValue: { name: '', kind: 'regular', weekdays: [], periods: periodsTyped(dayTypes[0]) } })} icon={Plus}>{t('bells.day-type.add')}</Button>
      </div>
      {answer?.effect && (
        <Section title={s('effect.title')}>
          <div className="stack-3" role="status">
            <BellsEffectView effect={answer.effect} zone={zone} />
            <input type="hidden" name="seen" value={answer.seen ?? ''} />
          </div>
        </Section>
      )}
      <div><SubmitButton tone="primary">{answer?.effect ? s('bells.save-after-all') : t('bells.save')}</SubmitButton></div>
    </Form>
  );
}

/** A further day type begins with the periods of the first, as they are typed now: most differ in a few bells only. */
function periodsTyped(first: DayTypeField | undefined) {
  const typed = first?.value?.periods;
  return Array.isArray(typed) ? typed : [];
}

function DayTypeFields({ form, field, list, at, of }: { form: FormMetadata<Typed>; field: DayTypeField; list: FieldName<Typed['dayTypes'], Typed>; at: number; of: number }) {
  const t = useText('scheduling');
  const language = useLanguage();
  const problems = useBellProblems();
  const s = useText('schoolTime');
  const { name, kind, takesTurns, weekdays, periods } = field.getFieldset();
  return (
    <fieldset className="bells__day-type stack-4">
      <legend>{t('bells.day-type', { n: at + 1 })}</legend>
      <div className="fields">
        <TextField label={t('bells.day-type.name')} hint={t('bells.day-type.name.hint')} errors={problems(name.errors)} {...getInputProps(name, { type: 'text' })} key={name.key} />
        <Select label={s('bells.kind')} empty={null} options={dayKinds.map((value) => ({ value, label: s(`kind.${value}`) }))} {...getSelectProps(kind)} key={kind.key} />
      </div>
      <Checkboxes
        legend={t('bells.weekdays')} name={weekdays.name} errors={problems(weekdays.errors)} defaultValues={asList(weekdays.initialValue)}
        options={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ value: String(weekday), label: weekdayText(weekday, language) }))}
      />
      <Checkbox label={s('bells.takes-turns')} {...getInputProps(takesTurns, { type: 'checkbox' })} key={takesTurns.key} />
      <div>
        {periods.getFieldList().map((period, n) => <PeriodFields key={period.key} form={form} field={period} list={periods.name} at={n} />)}
        <FieldError id={periods.errorId} errors={problems(periods.errors)} />
      </div>
      <div className="row">
        <Button {...form.insert.getButtonProps({ name: periods.name, defaultValue: { bookable: true } })} icon={Plus}>{t('bells.period.add')}</Button>
        {of > 1 && <Button tone="plain" {...form.remove.getButtonProps({ name: list, index: at })}>{t('bells.day-type.remove')}</Button>}
      </div>
    </fieldset>
  );
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}
