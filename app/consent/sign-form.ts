import { z } from '../http/schema.ts';
import { LANGUAGE_CODES } from '../i18n/languages.ts';
import type { Answers } from './purposes.ts';

const answer = z.enum(['yes', 'no'], { error: 'yesOrNo' });

/** The guardian's page as sent. `shown` names the words that were on the screen (see `shownSha256`), `language` their language. */
export const signForm = z.object({
  service: answer,
  telehealth: answer,
  release_to_agency: answer,
  release_to_school: answer,
  name: z.string({ error: 'required' }).trim().min(2, 'tooShort').max(120, 'tooLong').regex(/^[^\p{Cc}]+$/u, 'invalid'),
  understood: z.literal('on', { error: 'required' }),
  shown: z.string().max(64),
  language: z.enum(LANGUAGE_CODES),
});
export type SignForm = z.output<typeof signForm>;

/** The answers of the form as yes and no. */
export function answersIn(form: SignForm): Answers {
  return { service: form.service === 'yes', telehealth: form.telehealth === 'yes', release_to_agency: form.release_to_agency === 'yes', release_to_school: form.release_to_school === 'yes' };
}
