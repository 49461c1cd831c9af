/** Why an invitation does not open; each has its own help (`link.<problem>.title`). */
export const linkProblems = ['unknown', 'revoked', 'expired', 'guardianship-ended', 'too-many-tries'] as const;
export type ShownProblem = (typeof linkProblems)[number];

/** The problem in what a page's boundary was given; null when it is something else. */
export function linkProblemIn(thrown: unknown): ShownProblem | null {
  const named = typeof thrown === 'object' && thrown !== null && 'linkProblem' in thrown ? thrown.linkProblem : null;
  return linkProblems.find((problem) => problem === named) ?? null;
}
