import type { i18n } from 'i18next';
import { FALLBACK_LANGUAGE, isLanguage, type Language } from './languages.ts';
import { textInstance, type LanguageCatalogues } from './text-instance.ts';

// Each language is a file of its own, so a browser loads only the one that the page is written in.
const LOAD: Readonly<Record<Language, () => Promise<LanguageCatalogues>>> = {
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
};

/** The browser's texts, in the language that the server wrote into `<html lang>`. Await it before hydrating. */
export async function browserText(): Promise<i18n> {
  const written = document.documentElement.lang;
  const language = isLanguage(written) ? written : FALLBACK_LANGUAGE;
  return textInstance(language, await LOAD[language]());
}

/** Goes on in another language: its catalogues are loaded first, so that no text is missing in between. */
export async function speak(text: i18n, language: Language): Promise<void> {
  const catalogues = await LOAD[language]();
  for (const [namespace, catalogue] of Object.entries(catalogues)) text.addResourceBundle(language, namespace, catalogue);
  await text.changeLanguage(language);
}
