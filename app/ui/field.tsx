import { useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { FieldError } from './field-error.tsx';

/** What every kind of field shares: its label, its hint and what is wrong with it, next to where the person types. */
export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Conform's `field.errors`: keys of the `ui` catalogue without `error.` (`required`, `email`), or finished sentences. */
  errors?: readonly string[] | undefined;
  /** Says "if you like" beside the label. Without it a field counts as needed. */
  optional?: boolean;
  /** Marigold edge: this is the one thing that still needs the person. */
  needs?: boolean;
  narrow?: boolean;
}

interface FieldFrameProps extends FieldProps {
  id: string;
  children: (described: string | undefined, wrong: boolean) => ReactNode;
}

/** Draws label, hint and error around any control and tells the control how it is described. */
export function FieldFrame({ id, label, hint, errors, optional, needs, narrow, children }: FieldFrameProps) {
  const t = useText('ui');
  const wrong = Boolean(errors?.length);
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className={['field', wrong && 'field--wrong', needs && 'field--needs', narrow && 'field--narrow'].filter(Boolean).join(' ')}>
      <label htmlFor={id}>{label}{optional && <span className="field__optional"> ({t('optional')})</span>}</label>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {children(described, wrong)}
      <FieldError id={`${id}-error`} errors={errors} />
    </div>
  );
}

type TextFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'children'>;

/** One line of text. Spread Conform's props into it: `<TextField label=… errors={fields.name.errors} {...getInputProps(fields.name, { type: 'text' })} />`. */
export function TextField({ label, hint, errors, optional, needs, narrow, id, className, ...input }: TextFieldProps) {
  const own = useId();
  const fieldId = id ?? own;
  return (
    <FieldFrame {...{ id: fieldId, label, hint, errors, optional, needs, narrow }}>
      {(described, wrong) => <input {...input} id={fieldId} className={`input${className ? ` ${className}` : ''}`} aria-describedby={described} aria-invalid={wrong || undefined} />}
    </FieldFrame>
  );
}

/** A calendar date as `YYYY-MM-DD`, in the device's own date picker. */
export function DateField(props: Omit<TextFieldProps, 'type'>) {
  return <TextField narrow {...props} type="date" />;
}

/** A time of day as `HH:MM`, 24 hours in the value whatever the screen shows. */
export function TimeField(props: Omit<TextFieldProps, 'type'>) {
  return <TextField narrow {...props} type="time" />;
}
