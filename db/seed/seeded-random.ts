/** Numbers that look like chance and are the same every time: mulberry32. */
export interface SeededRandom {
  /** At least 0 and less than 1. */
  next: () => number;
  /** One of them. */
  pick: <T>(of: readonly T[]) => T;
  /** One of them, each as likely as its weight says. */
  pickWeighted: <T extends { readonly weight: number }>(of: readonly T[]) => T;
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
  return {
    next,
    pick,
    pickWeighted: (of) => {
      let left = next() * of.reduce((sum, { weight }) => sum + weight, 0);
      for (const one of of) {
        left -= one.weight;
        if (left < 0) return one;
      }
      return pick(of);
    },
  };
}
