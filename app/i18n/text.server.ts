import type { i18n } from 'i18next';
import type { Namespace, Text } from './catalogue.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Language } from './languages.ts';
import { textInstance, type LanguageCatalogues } from './text-instance.ts';

const CATALOGUES: Readonly<Record<Language, LanguageCatalogues>> = { en, es };

/** The texts of one request, for `TextProvider`. */
export function requestText(language: Language): i18n {
  return textInstance(language, CATALOGUES[language]);
}

const readers = new Map<Language, i18n>();

/** Texts outside a page, for mails, calendar entries and loaders: `const text = textFor('es', 'messages'); text('invitation.subject')`. */
export function textFor<N extends Namespace>(language: Language, namespace: N): Text<N> {
  const reader = readers.get(language) ?? textInstance(language, CATALOGUES[language]);
  readers.set(language, reader);
  return reader.getFixedT(language, namespace) as unknown as Text<N>;
}
