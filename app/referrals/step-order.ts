/**
 * Moves in the order in which they were made. Several moves of one transaction carry the same instant; then each begins where the one before
 * it ended, which is what tells them apart.
 */
export function inOrder<S extends Readonly<{ from: string | null; to: string; at: string }>>(steps: readonly S[]): S[] {
  const left = steps.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const ordered: S[] = [];
  while (left.length > 0) {
    const at = left[0]?.at;
    const before = ordered.at(-1)?.to ?? null;
    const next = left.findIndex((step) => step.at === at && step.from === before);
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}
