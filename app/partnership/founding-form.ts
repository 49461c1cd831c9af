import { z } from '../http/schema.ts';
import { LANGUAGE_CODES, type Language } from '../i18n/languages.ts';
import { isZone } from '../time/zone.ts';

const name = (most: number) => z.string({ error: 'required' }).trim().min(1, 'required').max(most, 'tooLong');

/** What the set-up page asks: the code from the terminal, the partnership, its first district and its first coordinator. */
export const foundingForm = z.object({
  code: name(60),
  partnership: name(120),
  zone: z.string({ error: 'choose' }).refine(isZone, 'choose'),
  language: z.enum(LANGUAGE_CODES as [Language, ...Language[]], { error: 'choose' }),
  district: name(120),
  givenName: name(80),
  familyName: name(80),
  email: z.email({ error: 'email' }).max(200, 'tooLong'),
});

export type Founding = z.output<typeof foundingForm>;
