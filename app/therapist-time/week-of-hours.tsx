import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { z } from '../http/schema.ts';
import { useText } from '../i18n/use-text.tsx';
import { WeekFields } from '../time/week-fields.tsx';
import { weekToType } from '../time/week-form.ts';
import type { WeeklyHours } from '../time/weekly-hours.ts';
import { ZoneSelect } from '../time/zone-select.tsx';
import { SubmitButton } from '../ui/button.tsx';
import { DateField } from '../ui/field.tsx';
import type { hoursForm } from './hours-form.ts';
import { SureNotice, type TouchedVisit } from './sure-notice.tsx';

interface WeekOfHoursProps {
  hours: readonly WeeklyHours[];
  zone: string;
  today: string;
  /** ISO text, for how the clocks stand. */
  now: string;
  result: SubmissionResult | null | undefined;
  ask: { visits: readonly TouchedVisit[]; elsewhere: number; sure: string } | null | undefined;
}

/** The usual week to fill in, from a date on; what it would do to booked visits is shown in it before it is saved. */
export function WeekOfHours({ hours, zone, today, now, result, ask }: WeekOfHoursProps) {
  const t = useText('therapistTime');
  const [form, fields] = useForm<z.output<typeof hoursForm>>({ lastResult: result, defaultValue: { zone, fromDate: today, days: weekToType(hours) } });
  return (
    <Form method="post" {...getFormProps(form)} className="stack-4">
      <div className="fields">
        <DateField label={t('week.from')} hint={t('week.from.hint')} errors={fields.fromDate.errors} {...getInputProps(fields.fromDate, { type: 'date' })} key={fields.fromDate.key} min={today} />
        <ZoneSelect id={fields.zone.id} name={fields.zone.name} label={t('zone')} hint={t('zone.hint')} defaultValue={fields.zone.initialValue ?? zone} errors={fields.zone.errors} at={now} />
      </div>
      <WeekFields field={fields.days} />
      {ask && <SureNotice {...ask} />}
      <div><SubmitButton tone="primary">{t('week.save')}</SubmitButton></div>
    </Form>
  );
}
