import { Check, X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { FieldError } from './field-error.tsx';
import { Icon, type LucideIcon } from './icon.tsx';

export interface ChoiceOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Shown once chosen; a tick unless given. */
  icon?: LucideIcon;
}

interface ChoiceProps {
  legend: ReactNode;
  hint?: ReactNode;
  name: string;
  options: readonly ChoiceOption[];
  /** Which one is chosen; leave it out where people must not be led (consent, safety). */
  defaultValue?: string | undefined;
  errors?: readonly string[] | undefined;
  required?: boolean;
  /** Its place among the choices of a page, drawn before the question. */
  number?: number;
  /** `equal`: side by side, the same size. `list`: one under the other. */
  layout?: 'equal' | 'list';
  /** The form it belongs to when it stands outside of it (Conform's `form.id`). */
  form?: string;
  onChange?: (value: string) => void;
}

/** One of several, as cards of equal weight. None is chosen beforehand unless the person chose it before. */
export function Choice({ legend, hint, name, options, defaultValue, errors, required, number, layout = 'list', form, onChange }: ChoiceProps) {
  const id = useId();
  const wrong = Boolean(errors?.length);
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const dress = ['choice', number === undefined ? 'choice--plain' : 'choice--numbered', wrong && 'choice--wrong'].filter(Boolean).join(' ');
  return (
    <fieldset className={dress} aria-describedby={described} aria-invalid={wrong || undefined}>
      <legend>{number !== undefined && <span className="choice__n">{number}</span>}{number === undefined ? legend : <span>{legend}</span>}</legend>
      {hint && <p className="small soft" id={`${id}-hint`}>{hint}</p>}
      <div className={layout === 'equal' ? 'cards cards--equal' : 'cards cards--list'}>
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} value={option.value} defaultChecked={option.value === defaultValue} required={required} form={form} onChange={onChange && (() => onChange(option.value))} />
            <span><Icon of={option.icon ?? Check} /><span>{option.label}{option.hint && <small>{option.hint}</small>}</span></span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} errors={errors} />
    </fieldset>
  );
}

/** A question with Yes and No of equal size; values `yes` and `no`. */
export function YesNo(props: Omit<ChoiceProps, 'options' | 'layout'>) {
  const t = useText('ui');
  return <Choice {...props} layout="equal" options={[{ value: 'yes', label: t('yes') }, { value: 'no', label: t('no'), icon: X }]} />;
}
