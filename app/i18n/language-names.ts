import { localeOf, type Language } from './languages.ts';

/** American Sign Language has no two-letter code that `Intl` names everywhere. */
const signed: Record<Language, string> = { en: 'American Sign Language', es: 'Lengua de señas americana' };

/** Names languages (BCP 47) to a reader, from the platform's own lists, with a capital first letter. */
export function languageNames(reader: Language): { of(code: string): string } {
  const names = new Intl.DisplayNames([localeOf(reader)], { type: 'language' });
  return {
    of(code) {
      if (code === 'ase') return signed[reader];
      const name = names.of(code) ?? code;
      return name.charAt(0).toLocaleUpperCase(localeOf(reader)) + name.slice(1);
    },
  };
}
