import { z } from '../http/schema.ts';
import { concerns, identities, licenseKinds, places, states } from './practice-codes.ts';
import { spokenLanguages } from '../i18n/spoken-languages.ts';

/** One or several of a list, as a form sends them; `min` of them needed. */
const some = <const T extends readonly string[]>(codes: T) => z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(codes)));

/** What the practice form sends. Experience comes as one field a concern: `experience.<code>` = 0 none to 3 much. */
export const practiceForm = z.object({
  places: some(places).refine((chosen) => chosen.length > 0, 'choose'),
  youngest: z.coerce.number({ error: 'number' }).int('number').min(3, 'number').max(99, 'number'),
  oldest: z.coerce.number({ error: 'number' }).int('number').min(3, 'number').max(99, 'number'),
  caseloadLimit: z.coerce.number({ error: 'number' }).int('number').min(0, 'number').max(200, 'number'),
  identity: some(identities),
  languages: some(spokenLanguages).refine((chosen) => chosen.length > 0, 'choose'),
  experience: z.object(Object.fromEntries(concerns.map((concern) => [concern, z.coerce.number().int().min(0).max(3).default(0)]))),
}).refine((form) => form.youngest <= form.oldest, { path: ['oldest'], error: 'order' });

export const licenseForm = z.object({
  state: z.enum(states as [string, ...string[]], { error: 'choose' }),
  kind: z.enum(licenseKinds, { error: 'choose' }),
  number: z.string({ error: 'required' }).trim().min(1, 'required').max(60, 'tooLong'),
  from: z.iso.date({ error: 'date' }),
  lastDay: z.iso.date({ error: 'date' }),
}).refine((form) => form.from <= form.lastDay, { path: ['lastDay'], error: 'order' });
