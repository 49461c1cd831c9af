import { useLocation } from '@remix-run/react';
import { useEffect, useRef, type ReactNode } from 'react';

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
  useEffect(() => details.current?.removeAttribute('open'), [key]);
  useEffect(() => {
    const left = new AbortController();
    const closeUnlessWithin = (target: EventTarget | null) => { if (!(target instanceof Node && details.current?.contains(target))) details.current?.removeAttribute('open'); };
    const { signal } = left;
    document.addEventListener('pointerdown', (event) => closeUnlessWithin(event.target), { signal });
    document.addEventListener('focusin', (event) => closeUnlessWithin(event.target), { signal });
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !details.current?.open) return;
      details.current.removeAttribute('open');
      details.current.querySelector('summary')?.focus();
    }, { signal });
    return () => left.abort();
  }, []);
  return (
    <details className={wide ? 'menu menu--wide' : 'menu'} ref={details}>
      <summary className={iconOnly ? 'button button--icon' : 'button'} aria-label={label}>{summary}</summary>
      <div className="menu__list">{children}</div>
    </details>
  );
}
