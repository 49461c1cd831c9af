import type { DifferentDay } from './different-days.ts';
import type { BellSchedule } from './school-day.ts';

/** A change of a calendar: what some dates become, and which become usual again. */
export type DaysChange<Day extends DifferentDay = DifferentDay> = { readonly say: readonly Day[]; readonly forget: readonly string[] };

/** The bells as they would be after the change: for the look ahead, before anything is saved. */
export function withDays<Bells extends BellSchedule>(bells: readonly Bells[], { say, forget }: DaysChange): Bells[] {
  const changed = new Set([...forget, ...say.map(({ date }) => date)]);
  return bells.map((one) => ({
    ...one,
    days: [...(one.days ?? []).filter(({ date }) => !changed.has(date)), ...say.filter(({ date }) => one.fromDate <= date && (one.untilDate === null || date < one.untilDate))],
  }));
}

/** The bells as they would be with `kept` among them, new or instead of the one with its id; the one that it `replaces` ends where it begins, and the calendar's dates hold on unless it brings its own. */
export function withBells<Bells extends BellSchedule & { id: string }>(bells: readonly Bells[], kept: BellSchedule & { id: string; replaces?: string | null }): (BellSchedule & { id: string })[] {
  const days = bells.flatMap((one) => one.days ?? []);
  const others = bells.filter((one) => one.id !== kept.id).map((one) => (one.id === kept.replaces && one.fromDate < kept.fromDate && (one.untilDate === null || kept.fromDate < one.untilDate) ? { ...one, untilDate: kept.fromDate } : one));
  const own = new Set(kept.days?.map(({ date }) => date));
  return [...others, { ...kept, days: [...days.filter(({ date }) => !own.has(date) && kept.fromDate <= date && (kept.untilDate === null || date < kept.untilDate)), ...(kept.days ?? [])] }];
}
