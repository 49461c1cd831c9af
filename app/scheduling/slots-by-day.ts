import { wallTime } from '../time/zone.ts';

/** Slots under the local date on which they begin in `zone` (the school's, or the home's), days and slots in time order. */
export function slotsByDay<T extends { readonly startMs: number }>(slots: readonly T[], zone: string): { date: string; slots: T[] }[] {
  const inOrder = slots.toSorted((a, b) => a.startMs - b.startMs);
  return [...Map.groupBy(inOrder, (slot) => wallTime(zone, slot.startMs).date)].map(([date, ofDay]) => ({ date, slots: ofDay }));
}
