/** A part of a school year; both days count. */
export interface Term {
  title: string;
  firstDay: string;
  lastDay: string;
}

/** A school year of the partnership with its terms; dates are `YYYY-MM-DD`, first and last day both count. */
export interface SchoolYear extends Term {
  id: string;
  /** A roster keeps it, so that a change here would be overwritten by the next import. */
  fromRoster: boolean;
  terms: Term[];
}

export type TermProblem = 'order' | 'term-outside' | 'term-overlaps';

/** What is wrong with one of a year's terms: it ends before it begins, lies outside its year, or runs into an earlier one. */
export function termProblem(year: Pick<Term, 'firstDay' | 'lastDay'>, terms: readonly Term[], at: number): TermProblem | null {
  const term = terms[at];
  if (!term) return null;
  if (term.lastDay < term.firstDay) return 'order';
  if (term.firstDay < year.firstDay || term.lastDay > year.lastDay) return 'term-outside';
  return terms.slice(0, at).some((other) => other.firstDay <= term.lastDay && term.firstDay <= other.lastDay) ? 'term-overlaps' : null;
}
