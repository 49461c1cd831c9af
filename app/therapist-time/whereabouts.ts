import { dayOf, wallTime } from '../time/zone.ts';

/** A weekday (Monday 1) that a therapist spends at a school, from a date to the first on which it no longer holds. `here` says that it is the school asked about. */
export type OnSite = { readonly weekday: number; readonly fromDate: string | null; readonly untilDate: string | null; readonly here: boolean };

/** On which clock the weekly hours of some dates are, `weekday` being one of theirs. */
export type OwnClock = { readonly zone: string; readonly weekday: number; readonly fromDate: string | null; readonly untilDate: string | null };

/** Whether a therapist can be asked for at a place at all, and on which days, counted on their own clocks, they are at a school. */
export type Whereabouts = { readonly serves: boolean; readonly stale: boolean; readonly clocks: readonly OwnClock[]; readonly onSite: readonly OnSite[] };

/** Why no visit of theirs may begin there at an instant. */
export type WhyNotThere = 'school-not-served' | 'therapist-elsewhere' | 'calendar-stale';

/**
 * The zone in which a therapist's days are counted at an instant: that of the weekly hours that hold then; where none does, of those that end last.
 * Null for one without hours. The same rule as `gate.therapist_zone`.
 */
export function zoneAt(clocks: readonly OwnClock[], atMs: number): string | null {
  if (clocks.every(({ zone }) => zone === clocks[0]?.zone)) return clocks[0]?.zone ?? null;
  const holds = ({ zone, fromDate, untilDate }: OwnClock) => {
    const { date } = wallTime(zone, atMs);
    return (fromDate === null || fromDate <= date) && (untilDate === null || date < untilDate);
  };
  const endsLater = (a: OwnClock, b: OwnClock) => (a.untilDate === b.untilDate ? 0 : a.untilDate === null ? -1 : b.untilDate === null ? 1 : a.untilDate > b.untilDate ? -1 : 1);
  return clocks.toSorted((a, b) => Number(holds(b)) - Number(holds(a)) || endsLater(a, b) || a.weekday - b.weekday)[0]?.zone ?? null;
}

/** Why a visit of theirs may not begin there at that instant, or null when it may. The same rule as `gate.why_not_with`, limits left out; who has no hours has no time to ask about. */
export function whyNotThere({ serves, stale, clocks, onSite }: Whereabouts, startMs: number): WhyNotThere | null {
  if (!serves) return 'school-not-served';
  const others = onSite.filter(({ here }) => !here);
  if (others.length > 0 && isOneOf(others, dayOf(zoneAt(clocks, startMs) ?? 'UTC', startMs))) return 'therapist-elsewhere';
  return stale ? 'calendar-stale' : null;
}

function isOneOf(days: readonly OnSite[], { date, weekday }: { date: string; weekday: number }): boolean {
  return days.some((day) => day.weekday === weekday && (day.fromDate === null || day.fromDate <= date) && (day.untilDate === null || date < day.untilDate));
}
