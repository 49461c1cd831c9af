import { useNonce } from '../http/nonce.tsx';

export interface MinutePlace {
  /** Minutes from the start of the corridor. */
  start: number;
  /** Length in minutes; leave it out for a mark in time. */
  minutes?: number;
}

/**
 * Puts things at their true minute in a corridor. Their numbers go into a sheet that carries the page's nonce, as our markup writes no style
 * attribute: the thing number `n` of a corridor with class `scope` wears class `at-n`.
 */
export function MinuteSheet({ scope, length, places }: { scope: string; length: number; places: readonly MinutePlace[] }) {
  const nonce = useNonce();
  const rules = places.map(({ start, minutes }, n) => `.${scope} .at-${n}{--t:${Math.round(start)};--d:${Math.max(1, Math.round(minutes ?? 1))}}`);
  return <style nonce={nonce} suppressHydrationWarning>{`.${scope}{--minutes:${Math.round(length)};--hours:${Math.round(length / 60)}}${rules.join('')}`}</style>;
}
