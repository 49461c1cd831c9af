import { useFetcher, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Menu } from './menu.tsx';

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

/** A small menu whose choices are buttons of one form: works by keyboard and without a script. With one, what was typed on the page stays. */
export function PreferenceMenu({ label, summary, iconOnly = false, ...form }: PreferenceMenuProps) {
  return <Menu label={label} summary={summary} iconOnly={iconOnly}><PreferenceForm {...form} dress="menu__item" /></Menu>;
}

/** The choices alone, each a button. */
export function PreferenceForm({ action, name, choices, chosen, dress, className }: Pick<PreferenceMenuProps, 'action' | 'name' | 'choices' | 'chosen'> & { dress: string; className?: string }) {
  const fetcher = useFetcher();
  const { pathname, search } = useLocation();
  return (
    <fetcher.Form method="post" action={action} preventScrollReset className={className}>
      <input type="hidden" name="back" value={pathname + search} />
      {choices.map((choice) => (
        <button className={dress} key={choice.value} name={name} value={choice.value} lang={choice.lang} aria-pressed={choice.value === chosen}>
          {choice.icon}{choice.label}
        </button>
      ))}
    </fetcher.Form>
  );
}
