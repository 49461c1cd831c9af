import { useId } from 'react';

export interface BarPart {
  key: string;
  value: number;
  /** `full` and `lined` stand out, `dotted` is a lack, `empty` is what is left. */
  look: 'full' | 'lined' | 'dotted' | 'empty';
}

/** Lines and dots, so that parts differ without colour. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-lined`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect className="stacked__paper" width="6" height="6" /><rect className="stacked__line" width="3" height="6" /></pattern>
      <pattern id={`${id}-dotted`} width="6" height="6" patternUnits="userSpaceOnUse"><rect className="stacked__paper" width="6" height="6" /><circle className="stacked__dot" cx="3" cy="3" r="1.6" /></pattern>
    </defs>
  );
}

const fillOf = (look: BarPart['look'], id: string) => (look === 'lined' || look === 'dotted' ? { fill: `url(#${id}-${look})` } : { className: `stacked__${look}` });

/** A whole in parts, always drawn beside its numbers and never spoken. */
export function StackedBar({ parts }: { parts: readonly BarPart[] }) {
  const id = useId();
  const whole = parts.reduce((sum, { value }) => sum + value, 0) || 1;
  const before = (at: number) => parts.slice(0, at).reduce((sum, { value }) => sum + value, 0) / whole;
  return (
    <svg className="stacked" width="100%" height="20" aria-hidden="true">
      <Patterns id={id} />
      {parts.map(({ key, value, look }, at) => <rect key={key} x={`${before(at) * 100}%`} width={`${(value / whole) * 100}%`} height="20" {...fillOf(look, id)} />)}
    </svg>
  );
}

/** What the looks mean. */
export function StackedKey({ parts }: { parts: readonly { key: string; look: BarPart['look']; label: string }[] }) {
  const id = useId();
  return (
    <ul className="stacked-key">
      {parts.map(({ key, look, label }) => <li key={key}><svg width="20" height="20" aria-hidden="true"><Patterns id={`${id}-${look}`} /><rect width="20" height="20" {...fillOf(look, `${id}-${look}`)} /></svg>{label}</li>)}
    </ul>
  );
}
