import { useNonce } from '../http/nonce.tsx';

export interface MinutePlace {
  /** Minutes from the start of the corridor. */
  start: number;
  /** Length in minutes; leave it out for a mark in time. */
  minutes?: number;
  /** Minutes from its end to the next thing, as far as they are drawn. */
  gapMinutes?: number;
}

/**
 * Puts things at their true minute in a corridor. Their numbers go into a sheet that carries the page's nonce, as our markup writes no style
 * attribute: the thing number `n` of a corridor with class `scope` wears class `at-n`.
 */
export function MinuteSheet({ scope, length, places }: { scope: string; length: number; places: readonly MinutePlace[] }) {
  const nonce = useNonce();
  const rules = places.map(({ start, minutes, gapMinutes }, n) => {
    const gap = gapMinutes === undefined || !minutes ? '' : `;--gap:${((gapMinutes / minutes) * 100).toFixed(2)}%`;
    return `.${scope} .at-${n}{--t:${Math.round(start)};--d:${Math.max(1, Math.round(minutes ?? 1))}${gap}}`;
  });
  return <style nonce={nonce} suppressHydrationWarning>{`.${scope}{--minutes:${Math.round(length)};--hours:${Math.round(length / 60)}}${rules.join('')}`}</style>;
}
