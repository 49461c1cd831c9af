import { addDays, localDay } from '../time/zone.ts';

/** A week with open times: its Monday, and its days in order. */
export type SlotWeek<Day> = { readonly monday: string; readonly days: readonly Day[] };

/** Days under their week. Weeks without a day are left out, so that "later" always leads to something. */
export function slotWeeks<Day extends { readonly date: string }>(days: readonly Day[]): SlotWeek<Day>[] {
  return [...Map.groupBy(days, (day) => mondayOf(day.date))].map(([monday, ofWeek]) => ({ monday, days: ofWeek }));
}

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - localDay('UTC', date).weekday);
}

/** Which week to show: the one that is asked for or the next after it that has something, else the first. */
export function weekToShow<Day>(weeks: readonly SlotWeek<Day>[], asked: string | null): number {
  return asked === null ? 0 : Math.max(0, weeks.findIndex((week) => week.monday >= asked));
}
