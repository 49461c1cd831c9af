import type { SchoolDay } from './school-day.ts';

/**
 * A line of a student's timetable as far as finding a time needs it: on which dates, in which period, on which kind of day (null: every one with such
 * a period), and whether the student is not taken out of it.
 */
export type LessonRule = { readonly periodName: string; readonly dayTypeName: string | null; readonly fromDate: string; readonly untilDate: string | null; readonly protected: boolean };

/** The period that a further stretch of it belongs to: "Period 1 (2)" is a stretch of "Period 1". */
export const wholePeriod = (periodName: string): string => periodName.replace(/ \([0-9]+\)$/, '');

/**
 * Whether a student is not taken out of a period. The line of a kind of day goes before the one of all days; a further stretch of a period goes by
 * the period where no line names it. The database decides the same (`gate.lesson_is_protected`).
 */
export function isProtected(lessons: readonly LessonRule[], date: string, dayTypeName: string, periodName: string): boolean {
  const inForce = lessons.filter((one) => one.fromDate <= date && (one.untilDate === null || date < one.untilDate));
  const line = [periodName, wholePeriod(periodName)].flatMap((name) => [dayTypeName, null].map((kind) => inForce.find((one) => one.periodName === name && one.dayTypeName === kind))).find((one) => one !== undefined);
  return line?.protected ?? false;
}

/** The same days in two: what of them is left for a visit, and the periods that are lessons not to be missed. */
export function byProtection(days: readonly SchoolDay[], lessons: readonly LessonRule[]): { open: SchoolDay[]; protectedLessons: SchoolDay[] } {
  if (lessons.length === 0) return { open: [...days], protectedLessons: [] };
  const keep = (protectedOnes: boolean) => days.map((day) => ({ ...day, periods: day.periods.filter((period) => isProtected(lessons, day.date, day.dayTypeName, period.name) === protectedOnes) }));
  return { open: keep(false), protectedLessons: keep(true) };
}
