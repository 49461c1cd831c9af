/**
 * Tells open event streams, within this process, that somebody's right to be here may have ended, so that they ask again at once. A nudge that
 * carries nothing; streams also ask by themselves, so a lost nudge is no loss.
 */
const listeners = new Set<() => void>();

/** @returns what ends listening */
export function onRightsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Call after the commit. */
export function rightsChanged(): void {
  for (const listener of [...listeners]) listener();
}
