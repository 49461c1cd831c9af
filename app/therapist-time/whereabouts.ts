import { wallTime } from '../time/zone.ts';

/** A weekday (Monday 1) that a therapist spends at a school, from a date to the first on which it no longer holds. `here` says that it is the school asked about. */
export type OnSite = { readonly weekday: number; readonly fromDate: string | null; readonly untilDate: string | null; readonly here: boolean };

/** Whether a therapist can be asked for at a place at all, and on which days they are at a school. `zone` counts their days. */
export type Whereabouts = { readonly serves: boolean; readonly stale: boolean; readonly zone: string; readonly onSite: readonly OnSite[] };

/** Whether a visit of theirs may begin there at that instant. The same rule as `gate.why_not_with`, limits left out. */
export function canBeThere({ serves, stale, zone, onSite }: Whereabouts, startMs: number): boolean {
  if (!serves || stale) return false;
  if (onSite.length === 0) return true;
  const { date, weekday } = wallTime(zone, startMs);
  return onSite.every((day) => day.here || day.weekday !== weekday || (day.fromDate !== null && date < day.fromDate) || (day.untilDate !== null && date >= day.untilDate));
}
