import { useEffect, useState } from 'react';

/** The clock of a page that stays open: the server's now as it was loaded, and the time since. It moves on by itself, every ten seconds. */
export function useHallwayClock(loadedMs: number): number {
  const [passed, setPassed] = useState({ since: loadedMs, ms: 0 });
  useEffect(() => {
    const began = performance.now();
    setPassed({ since: loadedMs, ms: 0 });
    const timer = setInterval(() => setPassed({ since: loadedMs, ms: Math.floor(performance.now() - began) }), 10_000);
    return () => clearInterval(timer);
  }, [loadedMs]);
  return passed.since === loadedMs ? loadedMs + passed.ms : loadedMs;
}
