import { dayOf } from '../time/zone.ts';

/** A weekday (Monday 1) that a therapist spends at a school, from a date to the first on which it no longer holds. `here` says that it is the school asked about. */
export type OnSite = { readonly weekday: number; readonly fromDate: string | null; readonly untilDate: string | null; readonly here: boolean };

/** Whether a therapist can be asked for at a place at all, and on which days they are at a school. `zone` counts their days. */
export type Whereabouts = { readonly serves: boolean; readonly stale: boolean; readonly zone: string; readonly onSite: readonly OnSite[] };

/** Why no visit of theirs may begin there at an instant. */
export type WhyNotThere = 'school-not-served' | 'therapist-elsewhere' | 'calendar-stale';

/** Why a visit of theirs may not begin there at that instant, or null when it may. The same rule as `gate.why_not_with`, limits left out. */
export function whyNotThere({ serves, stale, zone, onSite }: Whereabouts, startMs: number): WhyNotThere | null {
  if (!serves) return 'school-not-served';
  if (onSite.some((day) => !day.here)) {
    const { date, weekday } = dayOf(zone, startMs);
    if (onSite.some((day) => !day.here && day.weekday === weekday && (day.fromDate === null || day.fromDate <= date) && (day.untilDate === null || date < day.untilDate))) return 'therapist-elsewhere';
  }
  return stale ? 'calendar-stale' : null;
}
