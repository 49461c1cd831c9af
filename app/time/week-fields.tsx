import { getInputProps, type FieldMetadata } from '@conform-to/react';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { weekdayText } from '../i18n/weekday-text.ts';
import { FieldError } from '../ui/field-error.tsx';
import type { WeekTyped } from './week-form.ts';

/** A week of hours to type in, Monday first. Every day has an empty line left; what stays empty does not count. Works without a script. */
export function WeekFields<Form extends Record<string, unknown>>({ field }: { field: FieldMetadata<WeekTyped, Form> }) {
  const language = useLanguage();
  const t = useText('scheduling');
  return (
    <div className="week">
      {field.getFieldList().map((day, at) => {
        const name = weekdayText(at + 1, language);
        return (
          <fieldset key={day.key} className="week__day">
            <legend>{name}</legend>
            <div className="week__lines">
              {day.getFieldset().lines.getFieldList().map((line, n) => {
                const { from, until } = line.getFieldset();
                return (
                  <div key={line.key} className="week__line">
                    <input {...getInputProps(from, { type: 'time', ariaDescribedBy: `${from.id}-error` })} key={from.key} className="input" aria-label={t('week.from', { day: name, line: n + 1 })} />
                    <span aria-hidden="true">–</span>
                    <input {...getInputProps(until, { type: 'time', ariaDescribedBy: `${until.id}-error` })} key={until.key} className="input" aria-label={t('week.until', { day: name, line: n + 1 })} />
                    <FieldError id={`${from.id}-error`} errors={from.errors} />
                    <FieldError id={`${until.id}-error`} errors={until.errors} />
                  </div>
                );
              })}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
