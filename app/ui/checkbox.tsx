import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { FieldError } from './field-error.tsx';

type CheckboxProps = { label: ReactNode; errors?: readonly string[] | undefined } & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'>;

/** One tick; sends `on` unless `value` is given. */
export function Checkbox({ label, errors, id, ...input }: CheckboxProps) {
  const own = useId();
  const fieldId = id ?? own;
  const wrong = Boolean(errors?.length);
  return (
    <div className="field">
      <label className="check" htmlFor={fieldId}>
        <input {...input} type="checkbox" id={fieldId} aria-invalid={wrong || undefined} aria-describedby={wrong ? `${fieldId}-error` : undefined} />
        <span>{label}</span>
      </label>
      <FieldError id={`${fieldId}-error`} errors={errors} />
    </div>
  );
}

interface CheckboxesProps {
  legend: ReactNode;
  hint?: ReactNode;
  name: string;
  options: readonly { value: string; label: ReactNode }[];
  defaultValues?: readonly string[] | undefined;
  errors?: readonly string[] | undefined;
}

/** Any number of several; each ticked one is sent under the same name. */
export function Checkboxes({ legend, hint, name, options, defaultValues = [], errors }: CheckboxesProps) {
  const id = useId();
  const wrong = Boolean(errors?.length);
  return (
    <fieldset className="choice choice--plain" aria-describedby={[hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined}>
      <legend>{legend}</legend>
      {hint && <p className="small soft" id={`${id}-hint`}>{hint}</p>}
      <div className="checks">
        {options.map((option) => (
          <label className="check" key={option.value}>
            <input type="checkbox" name={name} value={option.value} defaultChecked={defaultValues.includes(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} errors={errors} />
    </fieldset>
  );
}
