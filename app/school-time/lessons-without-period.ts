import { wholePeriod, type LessonRule } from './lessons.ts';
import type { BellSchedule, DayType } from './school-day.ts';

/** Lessons not to be missed of one period that the bells do not have: as soon as they hold, nothing keeps a visit from the time at which they are. */
export type PeriodGone = { readonly periodName: string; readonly dayTypeName: string | null; readonly lessons: number };

/** A protected lesson is in force for these dates; `count` tells how many students have it so. */
export type ProtectedLessons = Omit<LessonRule, 'protected'> & { readonly count: number };

/** Protected lessons for which bells that hold during them, from `today` on, have no period on any kind of day. Where no bells hold, nothing can be booked. */
export function lessonsWithoutPeriod(bells: readonly BellSchedule[], lessons: readonly ProtectedLessons[], today: string): ProtectedLessons[] {
  return lessons.filter((lesson) => during(bells, lesson, today).some((one) => kindsWith(one, lesson).length === 0));
}

/**
 * Protected lessons that a change of bells leaves without a period which they have now, counted by period: on no kind of day any more, or not on one that is
 * still there, by its name or in its place on the same weekdays.
 */
export function periodsGone(lessons: readonly ProtectedLessons[], before: readonly BellSchedule[], after: readonly BellSchedule[], today: string): PeriodGone[] {
  const already = new Set(lessonsWithoutPeriod(before, lessons, today));
  const nowhere = new Set(lessonsWithoutPeriod(after, lessons, today));
  return countedByPeriod(lessons.filter((lesson) => !already.has(lesson) && (nowhere.has(lesson) || during(before, lesson, today).some((old) => during(after, lesson, today).some((fresh) =>
    overlap(old, fresh) && kindsWith(old, lesson).some((kind) => counterparts(kind, fresh).length > 0 && !counterparts(kind, fresh).some((other) => hasPeriod(other, lesson))))))));
}

/** The same lessons by the period that is missing, in the order of its name. */
export function countedByPeriod(lessons: readonly ProtectedLessons[]): PeriodGone[] {
  const groups = Map.groupBy(lessons, ({ periodName, dayTypeName }) => JSON.stringify([periodName, dayTypeName]));
  return [...groups.values()].map((same) => ({ periodName: same[0]!.periodName, dayTypeName: same[0]!.dayTypeName, lessons: same.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => a.periodName.localeCompare(b.periodName, 'en', { numeric: true }) || (a.dayTypeName ?? '').localeCompare(b.dayTypeName ?? '', 'en'));
}

type Dates = { readonly fromDate: string; readonly untilDate: string | null };
const overlap = (a: Dates, b: Dates) => (a.untilDate === null || b.fromDate < a.untilDate) && (b.untilDate === null || a.fromDate < b.untilDate);

/** The bells that hold on some of a lesson's dates that are not over. */
function during(bells: readonly BellSchedule[], { fromDate, untilDate }: ProtectedLessons, today: string): BellSchedule[] {
  const left = { fromDate: fromDate > today ? fromDate : today, untilDate };
  return untilDate !== null && untilDate <= left.fromDate ? [] : bells.filter((one) => overlap(one, left));
}

/** The kinds of day on which a lesson has its period, by its name or as a further stretch of it. */
const kindsWith = ({ dayTypes }: BellSchedule, lesson: ProtectedLessons) => dayTypes.filter((kind) => (lesson.dayTypeName === null || lesson.dayTypeName === kind.name) && hasPeriod(kind, lesson));
const hasPeriod = ({ periods }: DayType, { periodName }: ProtectedLessons) => periods.some(({ name }) => name === periodName || wholePeriod(name) === periodName);

/** What a kind of day is in other bells: that of its name, else those that hold in its place on its weekdays. */
function counterparts(kind: DayType, { dayTypes }: BellSchedule): DayType[] {
  const named = dayTypes.filter(({ name }) => name === kind.name);
  return named.length > 0 ? named : dayTypes.filter((other) => (other.turn == null) === (kind.turn == null) && other.weekdays.some((weekday) => kind.weekdays.includes(weekday)));
}
