import { Link } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';

/** The open door that is Hallway's mark. */
export function Mark() {
  return (
    <svg viewBox="0 0 22 29" aria-hidden="true">
      <path className="b-frame" d="M0 0h22v29H0z" />
      <path className="b-gap" d="M3 3h16v26H3z" />
      <path className="b-leaf" d="M3 3l9 4v19l-9 3z" />
    </svg>
  );
}

/** Mark and name, leading to the first page; without `to` it is only a name (a kiosk and a link page have nowhere to go). */
export function Brand({ to }: { to?: string }) {
  const t = useText('shell');
  const inside = <><Mark /><span className="brand__name">{t('brand')}</span></>;
  return to ? <Link className="brand" to={to} aria-label={t('home')}>{inside}</Link> : <p className="brand">{inside}</p>;
}
