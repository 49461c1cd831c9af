import { useLocation } from '@remix-run/react';
import { Globe } from 'lucide-react';
import { LANGUAGE_CODES, LANGUAGES } from '../i18n/languages.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { PreferenceMenu } from './preference-menu.tsx';

/** Every language under its own name. */
export function LanguageMenu() {
  const t = useText('shell');
  const language = useLanguage();
  const { name } = LANGUAGES[language];
  return (
    <PreferenceMenu
      action="/language" name="language" label={t('language.label', { name })} chosen={language}
      summary={<><Icon of={Globe} />{name}</>}
      choices={LANGUAGE_CODES.map((code) => ({ value: code, label: LANGUAGES[code].name, lang: code }))}
    />
  );
}

/** The same choice as a quiet line, for the foot of a page. */
export function LanguageLine() {
  const language = useLanguage();
  const { pathname, search } = useLocation();
  return (
    <form className="row row--tight" method="post" action="/language">
      <input type="hidden" name="back" value={pathname + search} />
      {LANGUAGE_CODES.map((code) => <Button key={code} tone="plain" name="language" value={code} lang={code} aria-pressed={code === language}>{LANGUAGES[code].name}</Button>)}
    </form>
  );
}
