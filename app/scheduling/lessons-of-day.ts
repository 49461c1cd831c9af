import type { BellSchedule, SchoolPeriod } from '../school-time/school-day.ts';
import { dayTypeOn, schoolDayOn } from '../school-time/school-day.ts';
import { wallTime } from '../time/zone.ts';

/** A line of a student's timetable with its course, for whoever may know it. */
export type CourseLine = { readonly periodName: string; readonly dayTypeName: string | null; readonly fromDate: string; readonly untilDate: string | null; readonly course: string };

/** What hangs above a period: its course, whether the student may be out, how many lessons of it visits have taken (null: not counted). */
export type HungLesson = { readonly fromMs: number; readonly untilMs: number; readonly periodName: string; readonly course: string | null; readonly is: 'core' | 'may' | 'own' | 'unknown'; readonly missed: number | null };

/** The course of a period on a date; the line of the kind of day goes before the one of all days. */
export function courseOf(lines: readonly CourseLine[], date: string, dayTypeName: string, periodName: string): string | null {
  const ofPeriod = lines.filter((one) => one.periodName === periodName && one.fromDate <= date && (one.untilDate === null || date < one.untilDate));
  return (ofPeriod.find((one) => one.dayTypeName === dayTypeName) ?? ofPeriod.find((one) => one.dayTypeName === null))?.course ?? null;
}

/** How many lessons of each course went to visits that took place: by the bells and the timetable of their own day. A visit outside of any period took none. */
export function lessonsMissed(visitStartsMs: readonly number[], bells: readonly BellSchedule[], zone: string, lines: readonly CourseLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const startMs of visitStartsMs) {
    const { date } = wallTime(zone, startMs);
    const period = schoolDayOn(bells, zone, date)?.periods.find(({ fromMs, untilMs }) => fromMs <= startMs && startMs < untilMs);
    const course = period && courseOf(lines, date, dayTypeOn(bells, date)?.name ?? '', period.name);
    if (course) counts.set(course, (counts.get(course) ?? 0) + 1);
  }
  return counts;
}

/** The lessons that hang above a day's periods. `missed` null: the reader does not see all visits of the student, so none are counted. */
export function lessonsOfDay(periods: readonly SchoolPeriod[], dayTypeName: string, date: string, { lines, isProtected, known, missed }: {
  readonly lines: readonly CourseLine[];
  readonly isProtected: (periodName: string) => boolean;
  /** Whether anything of the student's timetable is kept. */
  readonly known: boolean;
  readonly missed: ReadonlyMap<string, number> | null;
}): HungLesson[] {
  return periods.map(({ name, fromMs, untilMs, bookable }): HungLesson => {
    const course = bookable ? courseOf(lines, date, dayTypeName, name) : null;
    const is = !bookable ? 'own' : isProtected(name) ? 'core' : known ? 'may' : 'unknown';
    return { fromMs, untilMs, periodName: name, course, is, missed: course === null || missed === null ? null : missed.get(course) ?? 0 };
  });
}
