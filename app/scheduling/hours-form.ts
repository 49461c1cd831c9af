import { states } from '../caseload/practice-codes.ts';
import { z } from '../http/schema.ts';
import { isZone } from '../time/zone.ts';
import { weekFields } from './week-form.ts';

/** A week of hours on the clock of a zone: a therapist's, or a family's. */
export const hoursForm = z.object({ zone: z.string({ error: 'choose' }).refine(isZone, 'choose'), days: weekFields });

/** Where a student sits for visits at home, and a week of windows for each guardian. */
export const homeForm = z.object({
  state: z.enum(states as [string, ...string[]], { error: 'choose' }),
  zone: z.string({ error: 'choose' }).refine(isZone, 'choose'),
  guardians: z.array(z.object({ id: z.uuid(), days: weekFields })).default([]),
});
