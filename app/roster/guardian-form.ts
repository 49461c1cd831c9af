import { z } from '../http/schema.ts';
import { spokenLanguages } from '../i18n/spoken-languages.ts';
import { channels, relationships } from './guardianship.ts';

const tick = z.stringbool().default(false);
const someChannels = z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(channels)));

const said = {
  relationship: z.enum(relationships, { error: 'choose' }),
  decisionRight: tick,
  accessRight: tick,
  courtOrder: tick,
  language: z.enum(spokenLanguages, { error: 'choose' }),
  channels: someChannels.refine((chosen) => chosen.length > 0, 'choose'),
  email: z.email({ error: 'email' }).max(200, 'tooLong').optional(),
  phone: z.string().trim().regex(/^[+\d][\d\s().-]{6,24}$/, 'phone').optional(),
};

const reachable = (form: { channels: readonly string[]; email?: string | undefined; phone?: string | undefined }, context: z.RefinementCtx) => {
  if (form.channels.includes('email') && !form.email) context.addIssue({ code: 'custom', path: ['email'], message: 'required' });
  if (form.channels.includes('phone') && !form.phone) context.addIssue({ code: 'custom', path: ['phone'], message: 'required' });
};

/** What staff say of a guardian they confirm. Whoever is to be reached by e-mail or phone has one. */
export const guardianForm = z.object(said).superRefine(reachable);

/** The same for a guardian whom no roster names. */
export const newGuardianForm = z.object({
  givenName: z.string({ error: 'required' }).trim().min(1, 'required').max(80, 'tooLong'),
  familyName: z.string({ error: 'required' }).trim().min(1, 'required').max(80, 'tooLong'),
  madeUp: tick,
  ...said,
}).superRefine(reachable);
