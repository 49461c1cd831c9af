import type { i18n } from 'i18next';
import { isLanguage, type Language } from './languages.ts';
import { textInstance, type LanguageCatalogues } from './text-instance.ts';

// Each language is a file of its own, so a browser loads only the one that the page is written in.
const LOAD: Readonly<Record<Language, () => Promise<LanguageCatalogues>>> = {
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
};

/** The browser's texts, in the language that the server wrote into `<html lang>`. Await it before hydrating. */
export async function browserText(): Promise<i18n> {
  const written = document.documentElement.lang;
  const language = isLanguage(written) ? written : 'en';
  return textInstance(language, await LOAD[language]());
}
