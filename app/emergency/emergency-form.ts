import { z } from '../http/schema.ts';
import { parties, threats } from './threats.ts';

const typedName = z.string({ error: 'required' }).trim().min(1, 'required').max(100, 'tooLong');

/**
 * Opens a student's record in an emergency: named exactly, with birth date; the threat, who is told, and why. `only_me` beside others is taken for what
 * it is, the others.
 */
export const emergencyForm = z.object({
  key: z.string().min(8).max(200),
  givenName: typedName,
  familyName: typedName,
  birthDate: z.iso.date({ error: 'required' }),
  threat: z.enum(threats, { error: 'required' }),
  parties: z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(parties)).min(1, 'required'))
    .transform((told) => (told.length > 1 ? told.filter((party) => party !== 'only_me') : told)),
  reason: z.string({ error: 'required' }).trim().min(10, 'required').max(4000, 'tooLong'),
});
export type EmergencyAsked = z.infer<typeof emergencyForm>;
