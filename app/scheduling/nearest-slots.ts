/** The slots nearest to the start that was wanted, the nearest first; of two equally near the earlier. For the loser of a race. */
export function nearestSlots<T extends { readonly startMs: number }>(slots: readonly T[], wantedMs: number, count: number): T[] {
  const distanceMs = (slot: T) => Math.abs(slot.startMs - wantedMs);
  return slots.toSorted((a, b) => distanceMs(a) - distanceMs(b) || a.startMs - b.startMs).slice(0, count);
}
