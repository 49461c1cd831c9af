import type { BellSchedule } from './school-day.ts';
import { joinedHours, type WeeklyHours } from '../time/weekly-hours.ts';

/** From the first bell to the last of each weekday: what a private room's hours begin with, so that nobody types a week that is known. */
export function schoolHours(bells: readonly BellSchedule[], date: string): WeeklyHours[] {
  const inForce = bells.find((one) => one.fromDate <= date && (one.untilDate === null || date < one.untilDate)) ?? bells.at(-1);
  const hours = (inForce?.dayTypes ?? []).flatMap(({ weekdays, periods }) => {
    if (periods.length === 0) return [];
    const startMinute = Math.min(...periods.map((period) => period.startMinute));
    const endMinute = Math.max(...periods.map((period) => period.endMinute));
    return weekdays.map((weekday) => ({ weekday, startMinute, endMinute }));
  });
  return joinedHours(hours);
}
