import { z } from '../http/schema.ts';
import { hoursTyped, weekFields } from '../time/week-form.ts';
import { accessibilityCodes, equipmentCodes } from './room-features.ts';

const pause = z.coerce.number({ error: 'number' }).int('number').min(0, 'number').max(60, 'number').default(0);

/** A private room as typed. `sure` names what whoever sends it has seen of what new pauses would do. */
export const roomForm = z.object({
  name: z.string({ error: 'required' }).trim().min(1, 'required').max(60, 'tooLong'),
  seats: z.coerce.number({ error: 'number' }).int('number').min(1, 'number').max(40, 'number'),
  adultOnSite: z.string().trim().max(80, 'tooLong').optional(),
  adultPhone: z.string().trim().max(40, 'tooLong').optional(),
  equipment: z.array(z.enum(equipmentCodes)).optional(),
  accessibility: z.array(z.enum(accessibilityCodes)).optional(),
  words: z.string().trim().max(200, 'tooLong').optional(),
  beforeMinutes: pause,
  afterMinutes: pause,
  days: weekFields,
  sure: z.string().max(4000).optional(),
});

export function roomTyped(form: z.output<typeof roomForm>) {
  const { name, seats, beforeMinutes, afterMinutes, equipment = [], accessibility = [], words = '' } = form;
  return { name, seats, beforeMinutes, afterMinutes, equipment, accessibility, words, adultOnSite: form.adultOnSite ?? null, adultPhone: form.adultPhone ?? null, hours: hoursTyped(form.days) };
}
