import { Link, useNavigation, type LinkProps } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Icon, type LucideIcon } from './icon.tsx';

/** `primary` once a page; `danger` opens something serious, `alarm` does it; `plain` is quiet. */
export type ButtonTone = 'normal' | 'primary' | 'danger' | 'alarm' | 'plain';

interface Dress {
  tone?: ButtonTone;
  big?: boolean;
  wide?: boolean;
  icon?: LucideIcon;
  /** Shows the icon alone; the children become the spoken name. */
  iconOnly?: boolean;
}

export function buttonClass({ tone = 'normal', big, wide, iconOnly }: Dress): string {
  return ['button', tone !== 'normal' && `button--${tone}`, big && 'button--big', wide && 'button--wide', iconOnly && 'button--icon'].filter(Boolean).join(' ');
}

function inside(icon: LucideIcon | undefined, iconOnly: boolean | undefined, children: ReactNode) {
  return <>{icon && <Icon of={icon} />}{iconOnly ? <span className="sr">{children}</span> : children}</>;
}

type ButtonProps = Dress & ButtonHTMLAttributes<HTMLButtonElement>;

/** A button. In a form it submits, as in HTML; give `type="button"` to one that only acts on the page. */
export function Button({ tone, big, wide, icon, iconOnly, className, children, ...rest }: ButtonProps) {
  return <button {...rest} className={`${buttonClass({ tone, big, wide, iconOnly })}${className ? ` ${className}` : ''}`}>{inside(icon, iconOnly, children)}</button>;
}

/** Sends its form; while any form of the page is on its way it says so and cannot be pressed twice. */
export function SubmitButton({ children, ...rest }: ButtonProps) {
  const t = useText('ui');
  const sending = useNavigation().state === 'submitting';
  return (
    <Button {...rest} aria-disabled={sending || undefined} onClick={(event) => { if (sending) event.preventDefault(); else rest.onClick?.(event); }}>
      {sending ? t('busy') : children}
    </Button>
  );
}

/** A link that looks like a button: goes somewhere, changes nothing. */
export function ButtonLink({ tone, big, wide, icon, iconOnly, className, children, ...rest }: Dress & LinkProps) {
  return <Link {...rest} className={`${buttonClass({ tone, big, wide, iconOnly })}${className ? ` ${className}` : ''}`}>{inside(icon, iconOnly, children)}</Link>;
}
