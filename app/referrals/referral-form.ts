import { concerns, identities, places } from '../caseload/practice-codes.ts';
import { z } from '../http/schema.ts';
import { spokenLanguages } from '../i18n/spoken-languages.ts';
import { safetyAnswers, safetyQuestions, type SafetyQuestion } from '../safety/safety-questions.ts';
import { urgencies } from './states.ts';

/** How the family is best reached. The same as `referral.reach`. */
export const reaches = ['email', 'phone', 'letter'] as const;
export type Reach = (typeof reaches)[number];

const LONGEST_TEXT = 4000;
const words = z.string({ error: 'required' }).trim().min(1, 'required').max(LONGEST_TEXT, 'tooLong');
const answer = z.enum(safetyAnswers, { error: 'choose' });
const several = z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(identities)));

/** What the form of a new referral sends. `key` is the form's own: the same one twice is one referral. */
export const referralForm = z.object({
  student: z.uuid(),
  key: z.string().min(8).max(200),
  safety: z.object(Object.fromEntries(safetyQuestions.map((question) => [question, answer])) as Record<SafetyQuestion, typeof answer>),
  concern: z.enum(concerns, { error: 'choose' }),
  why: words,
  tried: z.string().trim().max(LONGEST_TEXT, 'tooLong').optional(),
  urgency: z.enum(urgencies, { error: 'choose' }),
  language: z.enum(spokenLanguages, { error: 'choose' }),
  place: z.enum(places, { error: 'choose' }),
  reach: z.enum(reaches, { error: 'choose' }),
  askedFor: several,
});
export type NewReferral = z.output<typeof referralForm>;

/** Triage: how soon, once more, and the safety questions to which nobody knew the answer. */
export const triageForm = z.object({
  key: z.string().min(8).max(200),
  urgency: z.enum(urgencies, { error: 'choose' }),
  safety: z.object(Object.fromEntries(safetyQuestions.map((question) => [question, answer.optional()])) as Record<SafetyQuestion, z.ZodOptional<typeof answer>>).optional(),
});
export type Triage = z.output<typeof triageForm>;
