import { states } from '../caseload/practice-codes.ts';
import { z } from '../http/schema.ts';
import { isZone } from '../time/zone.ts';
import { weekFields } from '../time/week-form.ts';

/** Where a student sits for visits at home, and a week of windows for each guardian. */
export const homeForm = z.object({
  state: z.enum(states as [string, ...string[]], { error: 'choose' }),
  zone: z.string({ error: 'choose' }).refine(isZone, 'choose'),
  guardians: z.array(z.object({ id: z.uuid(), days: weekFields })).default([]),
});
