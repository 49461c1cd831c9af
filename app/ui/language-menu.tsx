import { Globe } from 'lucide-react';
import { LANGUAGE_CODES, LANGUAGES } from '../i18n/languages.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
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
