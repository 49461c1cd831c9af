import { z } from '../http/schema.ts';
import { spokenLanguages } from '../i18n/spoken-languages.ts';
import { intervalSet, type Interval } from '../time/interval.ts';
import { addDays, localDay } from '../time/zone.ts';

/** What an interpreter brings to English: everything a family may speak but that. */
export const interpretedLanguages = spokenLanguages.filter((language) => language !== 'en');

const name = z.string({ error: 'required' }).trim().min(1, 'required').max(80, 'tooLong');
const reached = {
  languages: z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(interpretedLanguages)).min(1, 'choose')),
  email: z.email({ error: 'email' }).max(200, 'tooLong').optional(),
  phone: z.string().trim().regex(/^[+\d][\d\s().-]{6,24}$/, 'phone').optional(),
};

/** How an interpreter is reached and what they speak; `sure` names what whoever sends it has seen. */
export const interpreterForm = z.object({ ...reached, sure: z.string().optional() });

/** The same for somebody new. */
export const newInterpreterForm = z.object({ givenName: name, familyName: name, madeUp: z.stringbool().default(false), ...reached });

const date = z.iso.date({ error: 'date' });

/** Whole days away, the last one counted. */
export const awayForm = z.object({ fromDate: date, lastDate: date, sure: z.string().optional() }).superRefine(({ fromDate, lastDate }, context) => {
  if (!date.safeParse(fromDate).success || !date.safeParse(lastDate).success) return;
  if (lastDate < fromDate) context.addIssue({ code: 'custom', path: ['lastDate'], message: 'order' });
  else if (lastDate >= addDays(fromDate, 366)) context.addIssue({ code: 'custom', path: ['lastDate'], message: 'tooLong' });
});

/** Those days on the clock of a zone. */
export function typedAway({ fromDate, lastDate }: { fromDate: string; lastDate: string }, zone: string): Interval {
  const during = { fromMs: localDay(zone, fromDate).fromMs, untilMs: localDay(zone, lastDate).untilMs };
  return intervalSet([during])[0] ?? during;
}

/** The first day on which somebody no longer interprets here. */
export const letGoForm = z.object({ fromDate: date, sure: z.string().optional() });
