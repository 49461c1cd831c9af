import { z } from '../http/schema.ts';

/** US states and DC, by postal code, as the database's code list has them. */
export const stateCodes = [
  'AL', 'AK', 'AZ', 'AR', 'CA', 'CO', 'CT', 'DE', 'DC', 'FL', 'GA', 'HI', 'ID', 'IL', 'IN', 'IA', 'KS', 'KY', 'LA', 'ME', 'MD', 'MA', 'MI', 'MN', 'MS', 'MO', 'MT', 'NE', 'NV',
  'NH', 'NJ', 'NM', 'NY', 'NC', 'ND', 'OH', 'OK', 'OR', 'PA', 'RI', 'SC', 'SD', 'TN', 'TX', 'UT', 'VT', 'VA', 'WA', 'WV', 'WI', 'WY',
] as const;

const words = (most: number) => z.string({ error: 'required' }).trim().min(1, { error: 'required' }).max(most, { error: 'tooLong' });

/**
 * What is asked before anybody is let in, and again when somebody moves (American Telemedicine Association's practice guidelines): who is
 * there, the room or address, the state it lies in (it decides about the license), an adult near by and how to reach them, a number to call
 * back when the video fails, and that nobody else can hear.
 */
export const startGateSchema = z.object({
  present: words(200),
  where: words(300),
  state: z.enum(stateCodes, { error: 'choose' }),
  adult: words(200),
  callBack: words(40).regex(/^[+()\d .,/x-]{7,}$/i, { error: 'phone' }),
  private: z.literal('on', { error: 'required' }),
});

export type StartGateAnswers = Omit<z.infer<typeof startGateSchema>, 'private'>;
