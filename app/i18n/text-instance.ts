import i18next, { type i18n } from 'i18next';
import { FALLBACK_LANGUAGE } from './languages.ts';

/** One language's catalogues by namespace, as `en.ts` and its siblings give them. */
export type LanguageCatalogues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * An i18next instance that speaks one language. Made per request on the server and once in the browser, ready when it returns, never
 * switched: another language is another page load. A missing key throws in development and tests through `onMissing`; people see the key's
 * English text, which the catalogue test makes impossible to need.
 */
export function textInstance(language: string, catalogues: LanguageCatalogues, onMissing?: (key: string, namespace: string) => void): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: language === FALLBACK_LANGUAGE ? false : FALLBACK_LANGUAGE,
    ns: Object.keys(catalogues),
    resources: { [language]: catalogues as Record<string, Record<string, string>> },
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    saveMissing: onMissing !== undefined,
    missingKeyHandler: (_languages, namespace, key) => onMissing?.(key, namespace),
    react: { useSuspense: false },
  });
  return instance;
}
