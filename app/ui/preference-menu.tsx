import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';

interface PreferenceMenuProps {
  /** Where the choice is sent: `/theme`, `/language`. */
  action: string;
  name: string;
  label: string;
  /** What the closed menu shows: an icon, or icon and word. */
  summary: ReactNode;
  iconOnly?: boolean;
  choices: readonly { value: string; label: string; lang?: string; icon?: ReactNode }[];
  chosen: string;
}

/** A small menu whose choices are buttons of one form: works by keyboard and without a script, and comes back to the same page. */
export function PreferenceMenu({ action, name, label, summary, iconOnly = false, choices, chosen }: PreferenceMenuProps) {
  const { pathname, search } = useLocation();
  return (
    <details className="menu">
      <summary className={iconOnly ? 'button button--icon' : 'button'} aria-label={label}>{summary}</summary>
      <form className="menu__list" method="post" action={action}>
        <input type="hidden" name="back" value={pathname + search} />
        {choices.map((choice) => (
          <button className="menu__item" key={choice.value} name={name} value={choice.value} lang={choice.lang} aria-pressed={choice.value === chosen}>
            {choice.icon}{choice.label}
          </button>
        ))}
      </form>
    </details>
  );
}
