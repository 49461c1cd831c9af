/** Lets work wait for its turn: so many at once, and never two of the same person, who holds one page in their hands. */
export function turns(atOnce: number): <T>(who: string, work: () => Promise<T>) => Promise<T> {
  const busy = new Set<string>();
  const waiting: { who: string; begin: () => void }[] = [];
  const next = () => {
    const at = busy.size < atOnce ? waiting.findIndex(({ who }) => !busy.has(who)) : -1;
    const [turn] = at < 0 ? [] : waiting.splice(at, 1);
    if (!turn) return;
    busy.add(turn.who);
    turn.begin();
    next();
  };
  return async (who, work) => {
    await new Promise<void>((begin) => {
      waiting.push({ who, begin });
      next();
    });
    try {
      return await work();
    } finally {
      busy.delete(who);
      next();
    }
  };
}
