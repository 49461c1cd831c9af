import { useId, type TextareaHTMLAttributes } from 'react';
import { FieldFrame, type FieldProps } from './field.tsx';

type TextAreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'children'>;

/** Several lines of text; grows with what is typed where the browser can. */
export function TextArea({ label, hint, errors, optional, needs, narrow, id, rows = 3, ...area }: TextAreaProps) {
  const own = useId();
  const fieldId = id ?? own;
  return (
    <FieldFrame {...{ id: fieldId, label, hint, errors, optional, needs, narrow }}>
      {(described, wrong) => <textarea {...area} rows={rows} id={fieldId} className="input" aria-describedby={described} aria-invalid={wrong || undefined} />}
    </FieldFrame>
  );
}
