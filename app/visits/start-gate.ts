import { states } from '../caseload/practice-codes.ts';
import { z } from '../http/schema.ts';


const words = (most: number) => z.string({ error: 'required' }).trim().min(1, { error: 'required' }).max(most, { error: 'tooLong' });

/**
 * What is asked before anybody is let in, and again when somebody moves (American Telemedicine Association's practice guidelines): who is
 * there, the room or address, the state it lies in (it decides about the license), an adult near by and how to reach them, a number to call
 * back when the video fails, and that nobody else can hear.
 */
export const startGateSchema = z.object({
  present: words(200),
  where: words(300),
  state: z.enum(states, { error: 'choose' }),
  adult: words(200),
  callBack: words(40).regex(/^[+()\d .,/x-]{7,}$/i, { error: 'phone' }),
  private: z.literal('on', { error: 'required' }),
});

/** What the form sends. */
export type StartGateInput = z.infer<typeof startGateSchema>;
/** What is kept: that nobody else can hear is a condition, not a fact. */
export type StartGateAnswers = Omit<StartGateInput, 'private'>;
