/**
 * Tells open pages of a visit, within this process, that something about it changed, so that they look again. It is a nudge and carries
 * nothing: whoever is nudged asks the database with their own rights. Pages also look again by themselves, so a lost nudge is no loss.
 */
const listeners = new Map<string, Set<() => void>>();

/** @returns what ends listening */
export function onVisitChange(appointmentId: string, listener: () => void): () => void {
  const those = listeners.get(appointmentId) ?? new Set();
  listeners.set(appointmentId, those);
  those.add(listener);
  return () => {
    those.delete(listener);
    if (those.size === 0 && listeners.get(appointmentId) === those) listeners.delete(appointmentId);
  };
}

/** Call after the commit. */
export function visitChanged(appointmentId: string): void {
  for (const listener of [...(listeners.get(appointmentId) ?? [])]) listener();
}
