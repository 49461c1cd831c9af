import type { Language } from '../i18n/languages.ts';
import { momentText, zoneText } from '../i18n/moment-text.ts';
import { textFor } from '../i18n/text.server.ts';
import type { SignedWords } from './signed-text.ts';

/** The words around a signed text, in the language that is signed. */
export function signedWords(language: Language): SignedWords {
  const t = textFor(language, 'consent');
  const ui = textFor(language, 'ui');
  return {
    title: t('signed.title'), student: t('signed.student'), school: t('signed.school'), agencies: t('signed.agencies'), guardian: t('signed.guardian'), until: t('signed.until'),
    version: t('signed.version'), answer: t('signed.answer'), yes: ui('yes'), no: ui('no'), signature: t('signed.signature'), signedName: t('signed.name'), signedAt: t('signed.at'),
  };
}

/** A moment as people at the school say it, with day, year, time and zone. */
export function momentInWords(instant: string, zone: string, language: Language): string {
  return `${momentText(instant, zone, language, 'dayYear')}, ${momentText(instant, zone, language, 'time')}, ${zoneText(instant, zone, language)}`;
}
