import { useLocation } from '@remix-run/react';
import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';

interface MenuProps {
  /** What the closed menu shows; `label` is its spoken name when that is no word. */
  summary: ReactNode;
  label?: string;
  iconOnly?: boolean;
  /** Spread over the width of the page, as navigation on a phone. */
  wide?: boolean;
  children: ReactNode;
}

/**
 * Opens in place by the browser's own means, so it needs no script. With one it also closes on Escape, when the focus or a press goes
 * elsewhere, and when it has led to another page.
 */
export function Menu({ summary, label, iconOnly, wide, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();
  const close = () => details.current?.removeAttribute('open');
  useEffect(close, [key]);
  useEffect(() => {
    const pressed = (event: PointerEvent) => { if (event.target instanceof Node && !details.current?.contains(event.target)) close(); };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !details.current?.open) return;
    close();
    details.current.querySelector('summary')?.focus();
  };
  const onBlur = (event: FocusEvent) => { if (event.relatedTarget && !details.current?.contains(event.relatedTarget)) close(); };
  return (
    <details className={wide ? 'menu menu--wide' : 'menu'} ref={details} onKeyDown={onKeyDown} onBlur={onBlur}>
      <summary className={iconOnly ? 'button button--icon' : 'button'} aria-label={label}>{summary}</summary>
      <div className="menu__list">{children}</div>
    </details>
  );
}
