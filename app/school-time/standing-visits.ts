import { isProtected, type LessonRule } from './lessons.ts';
import { schoolDayOn, type BellSchedule } from './school-day.ts';
import { wallTime } from '../time/zone.ts';

/** A visit that is booked at a school and still to come, as far as the school's time is concerned. `student` is how the reader may see them: initials for a front office. `roomClosed`: its room is not in use, or has no hours, for the whole time; `roomOutOfOrder`: it cannot be used then. */
export type StandingVisit = { readonly id: string; readonly studentId: string; readonly student: string; readonly room: string; readonly roomClosed?: boolean; readonly roomOutOfOrder?: boolean; readonly startMs: number; readonly endMs: number };

/** Why a booked visit no longer lies in school time. It stays booked until somebody moves or cancels it. */
export type WhyMove = 'no-school' | 'outside-periods' | 'protected-lesson' | 'room-closed' | 'room-out-of-order';

/** What a school's time is made of: its bells with the dates that differ, and the timetables of the students who have visits there. */
export type SchoolTime = { readonly bells: readonly BellSchedule[]; readonly zone: string; readonly lessons: ReadonlyMap<string, readonly LessonRule[]> };

/** Why a visit must be moved, or null when it can stay. The database would refuse to book it for the same reasons. */
export function whyMove({ studentId, startMs, endMs, roomClosed = false, roomOutOfOrder = false }: StandingVisit, { bells, zone, lessons }: SchoolTime): WhyMove | null {
  const { date } = wallTime(zone, startMs);
  const day = schoolDayOn(bells, zone, date);
  if (!day) return 'no-school';
  const period = day.periods.find((one) => one.bookable && one.fromMs <= startMs && endMs <= one.untilMs);
  if (!period) return 'outside-periods';
  if (isProtected(lessons.get(studentId) ?? [], date, day.dayTypeName, period.name)) return 'protected-lesson';
  if (roomClosed) return 'room-closed';
  return roomOutOfOrder ? 'room-out-of-order' : null;
}

export type VisitToMove = StandingVisit & { readonly why: WhyMove };

/** The visits that must be moved, in the order of time. */
export function visitsToMove(visits: readonly StandingVisit[], time: SchoolTime): VisitToMove[] {
  return visits.flatMap((visit) => {
    const why = whyMove(visit, time);
    return why ? [{ ...visit, why }] : [];
  }).sort((a, b) => a.startMs - b.startMs);
}

/** What a change does to visits: those that can stay now and could not any more, and those that must be moved now and could stay again. */
export type EffectOnVisits = { readonly mustMove: readonly VisitToMove[]; readonly canStayAgain: readonly VisitToMove[] };

export function effectOnVisits(visits: readonly StandingVisit[], before: SchoolTime, after: SchoolTime): EffectOnVisits {
  const [now, then] = [visitsToMove(visits, before), visitsToMove(visits, after)];
  const without = (these: readonly VisitToMove[], those: readonly VisitToMove[]) => these.filter(({ id }) => !those.some((other) => other.id === id));
  return { mustMove: without(then, now), canStayAgain: without(now, then) };
}
