import { z } from '../http/schema.ts';
import { hoursTyped, weekFields } from '../time/week-form.ts';

/** A private room as typed. */
export const roomForm = z.object({
  name: z.string({ error: 'required' }).trim().min(1, 'required').max(60, 'tooLong'),
  seats: z.coerce.number({ error: 'number' }).int('number').min(1, 'number').max(40, 'number'),
  adultOnSite: z.string().trim().max(80, 'tooLong').optional(),
  adultPhone: z.string().trim().max(40, 'tooLong').optional(),
  days: weekFields,
});

export function roomTyped(form: z.output<typeof roomForm>) {
  return { name: form.name, seats: form.seats, adultOnSite: form.adultOnSite ?? null, adultPhone: form.adultPhone ?? null, hours: hoursTyped(form.days) };
}
