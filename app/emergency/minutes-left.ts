/** At so many minutes left a screen reader says so, without being asked. */
const marks = [30, 10, 5, 1];

/** Minutes left of an emergency access, begun ones counted as whole; 0 when it is over. Both are ISO instants. */
export function minutesLeft(now: string, endsAt: string): number {
  return Math.max(0, Math.ceil((Date.parse(endsAt) - Date.parse(now)) / 60_000));
}

/** The last mark that was reached with so many minutes left, or null before the first: what changes only at marks is read out only at marks. */
export function readOutAt(left: number): number | null {
  return marks.findLast((mark) => left <= mark) ?? null;
}
