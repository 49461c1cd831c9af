import { Search } from 'lucide-react';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

export interface FoundPerson {
  key: string;
  name: ReactNode;
  /** Grade and school, or what else tells two people of one name apart. */
  detail?: ReactNode;
  /** Where picking this person leads. */
  to: string;
}

interface PersonPickerProps {
  label: string;
  hint?: string;
  /** The page that the form's `q` is sent to: a name stands in no address. Without a script it answers with a page of its own. */
  action: string;
  query?: string;
  /** What the last question found; `undefined` before one was asked. */
  found: readonly FoundPerson[] | undefined;
  /** With a script: called while the person types, so that the page can ask (with a fetcher) and hand in new `found`. */
  onQuery?: (query: string) => void;
  /** Further fields of the question. */
  children?: ReactNode;
}

/** Finds a person by any part of a name. Arrow keys walk through what was found, Enter goes there; without a script it is a plain search form. */
export function PersonPicker({ label, hint, action, query = '', found, onQuery, children }: PersonPickerProps) {
  const t = useText('ui');
  const id = useId();
  const [active, setActive] = useState(-1);
  const optionId = (n: number) => `${id}-option-${n}`;
  const walk = (event: KeyboardEvent<HTMLInputElement>) => {
    const count = found?.length ?? 0;
    if (event.key === 'Escape') return setActive(-1);
    if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      return document.getElementById(optionId(active))?.click();
    }
    if (count === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    setActive((active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count);
  };
  return (
    <div className="picker">
      <form className="field" method="post" action={action}>
        <label htmlFor={id}>{label}</label>
        <p className="hint" id={`${id}-hint`}>{hint ?? t('searchHint')}</p>
        <div className="row row--tight">
          <input
            className="input" type="search" name="q" id={id} defaultValue={query} autoComplete="off" aria-describedby={`${id}-hint`}
            aria-activedescendant={active >= 0 ? optionId(active) : undefined} aria-controls={`${id}-found`}
            onKeyDown={walk} onChange={(event) => { setActive(-1); onQuery?.(event.target.value); }}
          />
          <Button icon={Search}>{t('search')}</Button>
        </div>
        {children}
      </form>
      <p className="small quiet" role="status">{found && (found.length === 0 ? t('foundNone') : t('found', { count: found.length }))}</p>
      <ul className="picker__list" id={`${id}-found`} hidden={!found?.length}>
        {found?.map((person, n) => (
          <li key={person.key}>
            <a id={optionId(n)} className={n === active ? 'picker__option is-active' : 'picker__option'} href={person.to}><b>{person.name}</b>{person.detail && <span className="small soft">{person.detail}</span>}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** "Find a …" in the top bar: a plain form that asks the search page. */
export function SearchBox({ action, label, query }: { action: string; label: string; query?: string }) {
  return (
    <form className="search" method="post" action={action} role="search">
      <Icon of={Search} />
      <input className="input" type="search" name="q" aria-label={label} placeholder={label} defaultValue={query} autoComplete="off" />
    </form>
  );
}
