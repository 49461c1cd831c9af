import type { IntervalSet } from '../time/interval.ts';
import type { BookingRules } from './booking-rules.ts';
import type { SchoolDay } from '../school-time/school-day.ts';

/** A visit that could be asked for, before anybody's calendar is looked at. */
export type Candidate = { readonly startMs: number; readonly endMs: number; readonly periodName: string | null };

/**
 * In school a visit takes one period and never runs through a bell: it begins when the period begins and ends after the visit's length or
 * with the bell, whichever comes first. A long block also offers later starts, as long as the whole visit fits before the bell. A period
 * shorter than the shortest visit offers none.
 */
export function periodStarts(days: readonly SchoolDay[], rules: BookingRules): Candidate[] {
  const found: Candidate[] = [];
  const visitMs = rules.visitMinutes * 60_000;
  for (const period of days.flatMap((day) => day.periods)) {
    if (!period.bookable || period.untilMs - period.fromMs < rules.shortestVisitMinutes * 60_000) continue;
    found.push({ startMs: period.fromMs, endMs: Math.min(period.fromMs + visitMs, period.untilMs), periodName: period.name });
    const stepMs = rules.startEveryMinutes * 60_000;
    for (let startMs = period.fromMs + stepMs; startMs + visitMs <= period.untilMs; startMs += stepMs) {
      found.push({ startMs, endMs: startMs + visitMs, periodName: period.name });
    }
  }
  return found;
}

/** Where no bell rings, a visit of full length begins at any round time (a multiple of the step, counted from the epoch) at which it fits. */
export function roundStarts(windows: IntervalSet, rules: Pick<BookingRules, 'visitMinutes' | 'startEveryMinutes'>): Candidate[] {
  const found: Candidate[] = [];
  const visitMs = rules.visitMinutes * 60_000;
  const stepMs = rules.startEveryMinutes * 60_000;
  for (const { fromMs, untilMs } of windows) {
    for (let startMs = Math.ceil(fromMs / stepMs) * stepMs; startMs + visitMs <= untilMs; startMs += stepMs) {
      found.push({ startMs, endMs: startMs + visitMs, periodName: null });
    }
  }
  return found;
}
