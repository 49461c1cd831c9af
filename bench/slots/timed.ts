/** Seconds of each run, after one that does not count. */
export async function timed(runs: number, ask: () => Promise<unknown>): Promise<number[]> {
  await ask();
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = process.hrtime.bigint();
    await ask();
    seconds.push(Number(process.hrtime.bigint() - began) / 1e9);
  }
  return seconds;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export const inMs = (seconds: number) => `${(seconds * 1000).toFixed(seconds < 0.01 ? 2 : 1)} ms`;
