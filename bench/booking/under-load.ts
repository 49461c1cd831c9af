/** What came of one attempt. */
export type Outcome = 'done' | 'refused';

/** One run: attempts by what came of them, and how long each took. */
export type Load = { readonly seconds: number; readonly done: number; readonly refused: number; readonly p50Ms: number; readonly p99Ms: number; readonly longestMs: number; readonly deadlocks: number };

/**
 * So many clients, each asking again as soon as it was answered, until the time is over.
 *
 * @param attempt one attempt of the client of that number; what it throws is counted when it is a deadlock, and ends the run otherwise
 */
export async function underLoad(clients: number, seconds: number, attempt: (client: number) => Promise<Outcome>): Promise<Load> {
  const took: number[] = [];
  const counted = { done: 0, refused: 0 };
  let deadlocks = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, async (_, client) => {
    while (performance.now() - began < seconds * 1000) {
      const from = performance.now();
      try {
        counted[await attempt(client)]++;
      } catch (error) {
        if (!isDeadlock(error)) throw error;
        deadlocks++;
      }
      took.push(performance.now() - from);
    }
  }));
  const lasted = (performance.now() - began) / 1000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? NaN;
  return { seconds: lasted, ...counted, p50Ms: at(0.5), p99Ms: at(0.99), longestMs: took.at(-1) ?? NaN, deadlocks };
}

function isDeadlock(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at && at.code === '40P01') return true;
  return false;
}
