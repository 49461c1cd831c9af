import type { BellSchedule } from './school-day.ts';
import { wholePeriod, type LessonRule } from './lessons.ts';

/** Lessons not to be missed of one period that the bells do not have: as soon as they hold, nothing keeps a visit from the time at which they are. */
export type PeriodGone = { readonly periodName: string; readonly dayTypeName: string | null; readonly lessons: number };

/** A protected lesson is in force for these dates; `count` tells how many students have it so. */
export type ProtectedLessons = Omit<LessonRule, 'protected'> & { readonly count: number };

/**
 * Protected lessons that lose their protection: from `today` on, some bells hold during them that have no period for them, by its name or as a further
 * stretch of it. Where bells hold for only a part of a lesson's dates, that part decides; where none hold, nothing can be booked.
 */
export function lessonsWithoutPeriod(bells: readonly BellSchedule[], lessons: readonly ProtectedLessons[], today: string): ProtectedLessons[] {
  return lessons.filter((lesson) => {
    const from = lesson.fromDate > today ? lesson.fromDate : today;
    const during = bells.filter((one) => (one.untilDate === null || from < one.untilDate) && (lesson.untilDate === null || one.fromDate < lesson.untilDate));
    return (lesson.untilDate === null || from < lesson.untilDate) && during.some((one) => !hasPeriod(one, lesson));
  });
}

function hasPeriod({ dayTypes }: BellSchedule, { periodName, dayTypeName }: ProtectedLessons): boolean {
  const kinds = dayTypeName === null ? dayTypes : dayTypes.filter(({ name }) => name === dayTypeName);
  return kinds.some(({ periods }) => periods.some(({ name }) => name === periodName || wholePeriod(name) === periodName));
}

/** Those that a change of bells leaves without their period, and that have it now, counted by period. */
export function periodsGone(lessons: readonly ProtectedLessons[], before: readonly BellSchedule[], after: readonly BellSchedule[], today: string): PeriodGone[] {
  const already = new Set(lessonsWithoutPeriod(before, lessons, today));
  return countedByPeriod(lessonsWithoutPeriod(after, lessons, today).filter((lesson) => !already.has(lesson)));
}

/** The same lessons by the period that is missing, in the order of its name. */
export function countedByPeriod(lessons: readonly ProtectedLessons[]): PeriodGone[] {
  const groups = Map.groupBy(lessons, ({ periodName, dayTypeName }) => JSON.stringify([periodName, dayTypeName]));
  return [...groups.values()].map((same) => ({ periodName: same[0]!.periodName, dayTypeName: same[0]!.dayTypeName, lessons: same.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => a.periodName.localeCompare(b.periodName, 'en', { numeric: true }) || (a.dayTypeName ?? '').localeCompare(b.dayTypeName ?? '', 'en'));
}
