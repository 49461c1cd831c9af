import { z } from '../http/schema.ts';
import { termProblem, type Term } from './school-year.ts';

const title = z.string({ error: 'required' }).trim().min(1, 'required').max(40, 'tooLong');
const day = z.iso.date({ error: 'date' });
const term = z.object({ title, firstDay: day, lastDay: day });

/** A school year as typed, with its terms; none is fine. */
export const schoolYearForm = term.extend({ terms: z.array(term).max(12).default([]) }).superRefine((year, context) => {
  if (year.lastDay < year.firstDay) context.addIssue({ code: 'custom', path: ['lastDay'], message: 'order' });
  else year.terms.forEach((_, at) => {
    const problem = termProblem(year, year.terms, at);
    if (problem) context.addIssue({ code: 'custom', path: ['terms', at, 'lastDay'], message: problem });
  });
});

/** A school's own terms within a school year, as typed; none: the partnership's hold. */
export const schoolTermsForm = (year: Pick<Term, 'firstDay' | 'lastDay'>) => z.object({ terms: z.array(term).max(12).default([]) }).superRefine(({ terms }, context) => {
  terms.forEach((_, at) => {
    const problem = termProblem(year, terms, at);
    if (problem) context.addIssue({ code: 'custom', path: ['terms', at, 'lastDay'], message: problem });
  });
});

export type SchoolYearTyped = z.output<typeof schoolYearForm>;
