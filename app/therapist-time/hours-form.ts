import { z } from '../http/schema.ts';
import { isZone } from '../time/zone.ts';
import { weekFields } from '../time/week-form.ts';

/** A week of hours on the clock of a zone, from a date on; without one, from today on. `sure` names what whoever sends it has seen. */
export const hoursForm = z.object({ zone: z.string({ error: 'choose' }).refine(isZone, 'choose'), fromDate: z.iso.date({ error: 'date' }).optional(), days: weekFields, sure: z.string().optional() });
