/**
 * The languages people can read Hallway in, each under its own name. A third one is a new entry here and a new folder of catalogues:
 * nothing may assume that there are two, or that text runs from left to right.
 */
export const LANGUAGES = {
  en: { name: 'English', locale: 'en-US', direction: 'ltr' },
  es: { name: 'Español', locale: 'es-US', direction: 'ltr' },
} as const;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

/** English, for lack of any sign of another wish. */
export const FALLBACK_LANGUAGE: Language = 'en';

export function isLanguage(code: unknown): code is Language {
  return typeof code === 'string' && Object.hasOwn(LANGUAGES, code);
}

/** The locale that dates, numbers and plurals of a language are written in, for `Intl`. */
export function localeOf(language: string): string {
  return isLanguage(language) ? LANGUAGES[language].locale : LANGUAGES[FALLBACK_LANGUAGE].locale;
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return isLanguage(language) ? LANGUAGES[language].direction : 'ltr';
}
