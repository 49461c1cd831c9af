/**
 * Sessions that cannot become idle now, because a visit goes on in one of their pages: how many pages hold each. Kept by the one process that
 * serves; after a restart the pages open their streams again and hold anew.
 */
const held = new Map<string, number>();

export function isHeld(sessionId: string): boolean {
  return held.has(sessionId);
}

/**
 * Holds a session for as long as a visit's page is open and the visit runs.
 *
 * @param onReleased called whenever the page stops holding: from then on idle time counts
 */
export function sessionHold(sessionId: string, onReleased: () => void): { set: (visitRuns: boolean) => void; end: () => void } {
  let holding = false;
  let over = false;
  const set = (visitRuns: boolean) => {
    if (over || visitRuns === holding) return;
    holding = visitRuns;
    const pages = (held.get(sessionId) ?? 0) + (visitRuns ? 1 : -1);
    if (pages > 0) held.set(sessionId, pages);
    else held.delete(sessionId);
    if (!visitRuns) onReleased();
  };
  return {
    set,
    end: () => {
      set(false);
      over = true;
    },
  };
}
