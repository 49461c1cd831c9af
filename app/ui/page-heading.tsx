import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';

interface PageHeadingProps {
  title: ReactNode;
  /** Large, for a page about one person or thing. */
  display?: boolean;
  lede?: ReactNode;
  /** Where this page hangs: links from far to near, then a few plain words. */
  trail?: readonly { to: string; label: ReactNode }[];
  trailEnd?: ReactNode;
  /** Small line above the title when there is no trail: a day, a place, a `Tag`. */
  above?: ReactNode;
  /** At most one primary. */
  actions?: ReactNode;
}

/** Where I am, what it is, what can be done. */
export function PageHeading({ title, display, lede, trail, trailEnd, above, actions }: PageHeadingProps) {
  const t = useText('ui');
  return (
    <header className="page-head">
      <div>
        {trail && (
          <nav className="small" aria-label={t('breadcrumb')}>
            {trail.map((place, n) => <span key={place.to}>{n > 0 && <span className="quiet"> / </span>}<Link to={place.to}>{place.label}</Link></span>)}
            {trailEnd && <span className="quiet"> / {trailEnd}</span>}
          </nav>
        )}
        {above && <p className="soft small">{above}</p>}
        <h1 className={display ? 'display' : undefined}>{title}</h1>
        {lede && <p className={display ? 'lede' : 'soft'}>{lede}</p>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </header>
  );
}
