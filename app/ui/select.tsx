import { useId, type SelectHTMLAttributes } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { FieldFrame, type FieldProps } from './field.tsx';

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

type SelectProps = FieldProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children'> & {
  options: readonly Option[];
  /** The empty first entry: "Choose one" unless given; `null` for none, when the first option is a fair default. */
  empty?: string | null;
};

/** The device's own list to choose from: the best one on a phone, and it works without a script. */
export function Select({ label, hint, errors, optional, needs, narrow, id, options, empty, ...select }: SelectProps) {
  const t = useText('ui');
  const own = useId();
  const fieldId = id ?? own;
  return (
    <FieldFrame {...{ id: fieldId, label, hint, errors, optional, needs, narrow }}>
      {(described, wrong) => (
        <select {...select} id={fieldId} className="input" aria-describedby={described} aria-invalid={wrong || undefined}>
          {empty !== null && <option value="">{empty ?? t('choose')}</option>}
          {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
        </select>
      )}
    </FieldFrame>
  );
}
