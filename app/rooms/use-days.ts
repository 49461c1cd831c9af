import { schoolDayOn, type BellSchedule } from '../school-time/school-day.ts';
import type { Interval } from '../time/interval.ts';
import { addDays, closure, datesFrom, localDay, weekdayOf } from '../time/zone.ts';

/** When a room is wanted, as typed: on a date from a wall minute until another, once or again until a last date. */
export type UseWanted = {
  readonly date: string;
  readonly startMinute: number;
  readonly endMinute: number;
  /** `weekly`: each week on the weekday of the date, holidays too unless they are left out. `school-days`: on these weekdays where there is school. */
  readonly repeat: 'once' | 'weekly' | 'school-days';
  readonly weekdays: readonly number[];
  readonly lastDate: string | null;
};

/** One time of a use; its date is that of the school's clock. `noSchool`: there is none on that day. */
export type UseTime = Interval & { readonly date: string; readonly noSchool: boolean };

/** So many are made at once at the most. */
export const MOST_TIMES = 200;

/** Real time of a use on a date: whatever the clock does, nothing else is in the room while it shows that time. */
export function roomTimeOn(zone: string, date: string, startMinute: number, endMinute: number): Interval {
  const stretch = closure(zone, date, startMinute, endMinute);
  return { fromMs: stretch[0]?.fromMs ?? localDay(zone, date).fromMs, untilMs: stretch.at(-1)?.untilMs ?? localDay(zone, date).untilMs };
}

/** Every time that was asked for, in order. */
export function timesOfUse({ date, startMinute, endMinute, repeat, weekdays, lastDate }: UseWanted, bells: readonly BellSchedule[], zone: string): UseTime[] {
  const dates = repeat === 'once' || lastDate === null ? [date]
    : repeat === 'weekly' ? datesFrom(date, lastDate).filter((one) => weekdayOf(one) === weekdayOf(date))
    : datesFrom(date, lastDate).filter((one) => weekdays.includes(weekdayOf(one)));
  return dates
    .map((one): UseTime => ({ ...roomTimeOn(zone, one, startMinute, endMinute), date: one, noSchool: schoolDayOn(bells, zone, one) === null }))
    .filter(({ noSchool }) => repeat !== 'school-days' || !noSchool);
}

/** Where a use lies when it and those that follow move as one of them moves: as many days on, at the new wall time. */
export function movedTo(fromDate: string, toDate: string, date: string): string {
  return addDays(date, (Date.parse(`${toDate}T00:00:00Z`) - Date.parse(`${fromDate}T00:00:00Z`)) / 86_400_000);
}
