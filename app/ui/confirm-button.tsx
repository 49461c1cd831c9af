import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button, buttonClass, type ButtonTone } from './button.tsx';
import { Icon, type LucideIcon } from './icon.tsx';

interface ConfirmButtonProps {
  /** On the closed button. */
  label: ReactNode;
  icon?: LucideIcon;
  tone?: ButtonTone;
  /** What will happen, and what will not: asked before anything does. */
  question: ReactNode;
  /** Further fields (a reason), and the button that does it: the form is the caller's. */
  children: ReactNode;
}

/** Asks before something that cannot be undone. Opens in place, works by keyboard and without a script. */
export function ConfirmButton({ label, icon, tone = 'danger', question, children }: ConfirmButtonProps) {
  const t = useText('ui');
  const details = useRef<HTMLDetailsElement>(null);
  return (
    <details className={tone === 'danger' || tone === 'alarm' ? 'confirm' : 'confirm confirm--plain'} ref={details}>
      <summary className={buttonClass({ tone })}>{icon && <Icon of={icon} />}{label}</summary>
      <div className="confirm__ask">
        <p>{question}</p>
        {children}
        <p><Button type="button" tone="plain" onClick={() => details.current?.removeAttribute('open')}>{t('keep')}</Button></p>
      </div>
    </details>
  );
}
