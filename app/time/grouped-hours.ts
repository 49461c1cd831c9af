import type { WeeklyHours } from './weekly-hours.ts';

/** Weekdays that have the same hours, to be said in one breath: "Mon to Fri 8:00-3:30". */
export type HoursGroup = { readonly weekdays: readonly number[]; readonly lines: readonly { readonly startMinute: number; readonly endMinute: number }[] };

/** Weekly hours with weekdays of equal hours together, in the order of the week; weekdays without hours are left out. */
export function groupedHours(hours: readonly WeeklyHours[]): HoursGroup[] {
  const groups = new Map<string, { weekdays: number[]; lines: HoursGroup['lines'] }>();
  for (let weekday = 1; weekday <= 7; weekday++) {
    const lines = hours.filter((line) => line.weekday === weekday).map(({ startMinute, endMinute }) => ({ startMinute, endMinute })).sort((a, b) => a.startMinute - b.startMinute);
    if (lines.length === 0) continue;
    const key = JSON.stringify(lines);
    const group = groups.get(key);
    if (group) group.weekdays.push(weekday);
    else groups.set(key, { weekdays: [weekday], lines });
  }
  return [...groups.values()];
}

/** Runs of weekdays: [1,2,3,5] is Monday to Wednesday, and Friday. */
export function weekdayRuns(weekdays: readonly number[]): (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const weekday of weekdays) {
    const last = runs.at(-1);
    if (last && last[1] === weekday - 1) last[1] = weekday;
    else runs.push([weekday, weekday]);
  }
  return runs;
}
