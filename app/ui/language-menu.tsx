import { Globe } from 'lucide-react';
import { LANGUAGE_CODES, LANGUAGES } from '../i18n/languages.ts';
import { useLanguage, useText } from '../i18n/use-text.tsx';
import { Icon } from './icon.tsx';
import { PreferenceForm, PreferenceMenu } from './preference-menu.tsx';

/** Every language under its own name. */
const choices = LANGUAGE_CODES.map((code) => ({ value: code, label: LANGUAGES[code].name, lang: code }));

/** The language of the page, and the way to another. */
export function LanguageMenu() {
  const t = useText('shell');
  const language = useLanguage();
  const { name } = LANGUAGES[language];
  return <PreferenceMenu action="/language" name="language" label={t('language.label', { name })} chosen={language} choices={choices} summary={<><Icon of={Globe} />{name}</>} />;
}

/** The same choice as a quiet line, for the foot of a page. */
export function LanguageLine() {
  const language = useLanguage();
  return <PreferenceForm action="/language" name="language" chosen={language} choices={choices} dress="button button--plain" className="row row--tight" />;
}
