import { useText } from '../i18n/use-text.tsx';

/** First thing a keyboard meets: past the bar, to the page. Every frame has a `main` with that id. */
export function SkipLink() {
  const t = useText('shell');
  return <a className="skip" href="#main">{t('skip')}</a>;
}
