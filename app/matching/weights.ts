/** The named terms of a score, in the order in which they are shown. */
export const termNames = ['concern', 'language', 'asked-for', 'first-start', 'continuity'] as const;
export type TermName = (typeof termNames)[number];

/** What each term counts for; they add up to 100, so that the terms add up to the score. A partnership sets and sees them. */
export type Weights = Readonly<Record<TermName, number>>;

export const usualWeights: Weights = { concern: 30, language: 15, 'asked-for': 20, 'first-start': 20, continuity: 15 };

/** Whether these can be used: none below zero, and together 100. */
export function areWeights(weights: Weights): boolean {
  const all = termNames.map((name) => weights[name]);
  return all.every((weight) => Number.isFinite(weight) && weight >= 0) && Math.abs(all.reduce((sum, weight) => sum + weight, 0) - 100) < 1e-9;
}
