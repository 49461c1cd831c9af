import { TriangleAlert } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Icon } from './icon.tsx';

interface BarProps {
  value: number;
  most: number;
  /** Where a limit lies, in the same measure. */
  mark?: number;
  look?: 'normal' | 'late' | 'soft';
}

/** A bar, always drawn beside its number and never spoken. */
export function Bar({ value, most, mark, look = 'normal' }: BarProps) {
  const at = (n: number) => (most > 0 ? Math.round(Math.max(0, Math.min(1, n / most)) * 1000) / 10 : 0);
  return (
    <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="8" />
      <rect className={look === 'normal' ? 'fill' : `fill fill--${look}`} width={at(value)} height="8" />
      {mark !== undefined && <rect className="mark" x={at(mark)} width="1" height="8" />}
    </svg>
  );
}

/** A number over its bar, against a limit; past the limit it says so in words, with a sign, in marigold. */
export function BarCell({ value, most, mark }: { value: number; most: number; mark: number }) {
  const t = useText('ui');
  const late = value > mark;
  return (
    <div className="bar-cell">
      <span className={late ? 'bar-cell__n is-late' : 'bar-cell__n'}>{late && <Icon of={TriangleAlert} />}{late ? t('late', { value }) : value}</span>
      <Bar value={value} most={most} mark={mark} look={late ? 'late' : 'normal'} />
    </div>
  );
}
