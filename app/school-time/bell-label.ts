/**
 * What a bell's words say of the time after it. `lesson`: a teaching period in braces (several where grades have different ones). `passing`: between
 * two rooms. `own`: lunch or a break, the student's own. `free`: school is over, or nothing is on. `part`: anything else with a name (advisory,
 * tutorial, homeroom), of which the file does not say whether a student may be out.
 */
export type BellLabel = { readonly is: 'lesson' | 'own' | 'part'; readonly name: string } | { readonly is: 'passing' | 'free'; readonly name?: never };

export function bellLabel(label: string): BellLabel {
  const words = label.trim();
  const name = words.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim().slice(0, 40).trim();
  if (/^(passing|walk(ing)?)\b/i.test(words)) return { is: 'passing' };
  if (name === '' || /^(free|end( of (the )?day)?|dismissal|staggered dismissal|after school|school('s)? out|over)$/i.test(name)) return { is: 'free' };
  if (/\{[^{}]+\}/.test(words)) return { is: 'lesson', name };
  if (/\b(lunch|brunch|break|nutrition|recess|snack|breakfast)\b/i.test(name)) return { is: 'own', name };
  return { is: 'part', name };
}

/** The periods that a label names: `Passing to {Period 2}`, `{Period 3}/{Period 4}`. */
export const periodNames = (label: string): string[] => [...label.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => (name ?? '').trim());
