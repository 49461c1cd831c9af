import { z } from '../http/schema.ts';

/** The roles that each kind of organisation gives. */
export const rolesAt = {
  district: ['coordinator', 'privacy_officer'],
  school: ['counselor', 'front_office'],
  agency: ['therapist', 'agency_administrator'],
} as const;

export const appointable = [...rolesAt.district, ...rolesAt.school, ...rolesAt.agency] as const;

/** Whoever has one of these lets others in, or sees everybody: giving it asks once more who sits there. */
export const administrating: readonly string[] = ['coordinator', 'privacy_officer', 'agency_administrator'];

/** Somebody from the roster (`personId`), or a new person with name and e-mail. */
export const appointForm = z.object({
  personId: z.uuid().optional(),
  givenName: z.string().trim().max(80, 'tooLong').optional(),
  familyName: z.string().trim().max(80, 'tooLong').optional(),
  email: z.email({ error: 'email' }).max(200, 'tooLong').optional(),
  organisationId: z.uuid({ error: 'choose' }),
  role: z.enum(appointable, { error: 'choose' }),
  madeUp: z.stringbool().optional(),
  lastDay: z.iso.date({ error: 'date' }).optional(),
}).superRefine((form, context) => {
  if (form.personId) return;
  for (const field of ['givenName', 'familyName', 'email'] as const) {
    if (!form[field]) context.addIssue({ code: 'custom', path: [field], message: 'required' });
  }
});
export type Appointing = z.output<typeof appointForm>;

/** What an agency's administrator fills in to bring a therapist in. */
export const therapistForm = z.object({
  givenName: z.string({ error: 'required' }).trim().min(1, 'required').max(80, 'tooLong'),
  familyName: z.string({ error: 'required' }).trim().min(1, 'required').max(80, 'tooLong'),
  email: z.email({ error: 'email' }).max(200, 'tooLong'),
  madeUp: z.stringbool().optional(),
  lastDay: z.iso.date({ error: 'date' }).optional(),
});
export type AppointingTherapist = z.output<typeof therapistForm>;
