import i18next, { type i18n } from 'i18next';
import { oneFullStop } from './one-full-stop.ts';

/** One language's catalogues by namespace, as `en.ts` and its siblings give them. */
export type LanguageCatalogues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * An i18next instance that speaks one language, ready when it returns. Made per request on the server and once in the browser.
 * `onMissing` hears of a key that no catalogue has, which the types and the catalogue test make impossible.
 */
export function textInstance(language: string, catalogues: LanguageCatalogues, onMissing?: (key: string, namespace: string) => void): i18n {
  const instance = i18next.createInstance();
  void instance.use({ type: 'postProcessor', name: 'one-full-stop', process: oneFullStop }).init({
    lng: language,
    fallbackLng: false,
    ns: Object.keys(catalogues),
    resources: { [language]: catalogues as Record<string, Record<string, string>> },
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    postProcess: 'one-full-stop',
    saveMissing: onMissing !== undefined,
    missingKeyHandler: (_languages, namespace, key) => onMissing?.(key, namespace),
    react: { useSuspense: false },
  });
  return instance;
}
