import type { i18n } from 'i18next';
import type { ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import type { Namespace, Text } from './catalogue.ts';
import { FALLBACK_LANGUAGE, isLanguage, type Language } from './languages.ts';

/** Wraps the whole page, on the server with the request's instance and in the browser with its one. */
export function TextProvider({ text, children }: { text: i18n; children: ReactNode }) {
  return <I18nextProvider i18n={text}>{children}</I18nextProvider>;
}

/** The texts of one domain in the reader's language: `const t = useText('referrals'); t('title')`. */
export function useText<N extends Namespace>(namespace: N): Text<N> {
  return useTranslation(namespace).t as unknown as Text<N>;
}

/** The language that this page is written in. */
export function useLanguage(): Language {
  const { language } = useTranslation().i18n;
  return isLanguage(language) ? language : FALLBACK_LANGUAGE;
}
