/** Codes of `reference.language` (BCP 47): what families and therapists speak. Named to the reader by `languageNames`. */
export const spokenLanguages = ['en', 'es', 'vi', 'zh', 'ht', 'ar', 'so', 'pt', 'fr', 'ru', 'ne', 'sw', 'hmn', 'tl', 'ase'] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];
