import { getInputProps, type FieldMetadata } from '@conform-to/react';
import { useText } from '../i18n/use-text.tsx';
import { TextField } from '../ui/field.tsx';
import type { Limits } from './limits.ts';

type LimitFieldsProps = { fields: { [Name in keyof Limits]: FieldMetadata<number | undefined> }; otherwise: Limits };
const rows = [['beforeMinutes', 'limits.before'], ['afterMinutes', 'limits.after'], ['noticeHours', 'limits.notice'], ['horizonDays', 'limits.horizon'], ['dailyMaximum', 'limits.daily'], ['weeklyMaximum', 'limits.weekly']] as const;

/** Six numbers; under each, what holds where it stays empty. */
export function LimitFields({ fields, otherwise }: LimitFieldsProps) {
  const t = useText('therapistTime');
  return (
    <div className="fields">
      {rows.map(([name, label]) => (
        <TextField
          key={name} narrow optional label={t(label)} hint={otherwise[name] === null ? t('limits.usual.none') : t('limits.usual', { number: otherwise[name] })} errors={fields[name].errors}
          {...withoutKey(getInputProps(fields[name], { type: 'number' }))} inputMode="numeric"
        />
      ))}
    </div>
  );
}

function withoutKey<P extends { key?: unknown }>({ key: _key, ...props }: P): Omit<P, 'key'> {
  return props;
}
