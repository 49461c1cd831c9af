import { z } from '../http/schema.ts';
import { addDays } from '../time/zone.ts';
import { minuteOf, wallTimeText } from '../time/wall-minute.ts';
import { dayKinds, periodProblem, type BellSchedule, type DayType, type Period } from './school-day.ts';

const timeOfDay = z.string({ error: 'required' }).refine((text) => minuteOf(text) !== null, 'time');
const named = z.string({ error: 'required' }).trim().min(1, 'required').max(40, 'tooLong');
const period = z.object({ name: named, from: timeOfDay, until: timeOfDay, bookable: z.boolean().default(false) });

const dayType = z.object({
  name: named,
  kind: z.enum(dayKinds).default('regular'),
  takesTurns: z.boolean().default(false),
  weekdays: z.array(z.coerce.number().int().min(1).max(7)).default([]),
  periods: z.array(period).min(1, 'periods-missing'),
}).superRefine(({ periods }, context) => {
  const read = periods.map(periodTyped);
  read.forEach((_, at) => {
    const problem = periodProblem(read, at);
    if (problem) context.addIssue({ code: 'custom', path: ['periods', at, problem.startsWith('name') ? 'name' : 'until'], message: problem });
  });
});

/**
 * A whole bell schedule as typed: dates from and to (the last day counts), day types with their weekdays, periods with their bells. A weekday
 * has one day type, or several that take turns on it, in the order in which they stand. `seen` holds what the last look ahead was about.
 */
export const bellsForm = z.object({
  name: named,
  fromDate: z.iso.date({ error: 'date' }),
  lastDay: z.iso.date({ error: 'date' }).optional(),
  dayTypes: z.array(dayType).min(1, 'day-types-missing').max(30, 'tooLong'),
  seen: z.string().max(100).optional(),
}).superRefine(({ fromDate, lastDay, dayTypes }, context) => {
  if (lastDay !== undefined && lastDay < fromDate) context.addIssue({ code: 'custom', path: ['lastDay'], message: 'order' });
  dayTypes.forEach(({ name, weekdays, takesTurns }, at) => {
    const others = dayTypes.slice(0, at);
    if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) context.addIssue({ code: 'custom', path: ['dayTypes', at, 'name'], message: 'name-taken' });
    if (others.some((other) => !(takesTurns && other.takesTurns) && other.weekdays.some((weekday) => weekdays.includes(weekday)))) context.addIssue({ code: 'custom', path: ['dayTypes', at, 'weekdays'], message: 'weekday-taken' });
  });
});
export type BellsTyped = z.output<typeof bellsForm>;

function periodTyped({ name, from, until, bookable }: z.output<typeof period>): Period {
  return { name, bookable, startMinute: minuteOf(from) ?? 0, endMinute: minuteOf(until) ?? 0 };
}

export function bellsTyped({ name, fromDate, lastDay, dayTypes }: BellsTyped): BellSchedule & { name: string } {
  return {
    name,
    fromDate,
    untilDate: lastDay === undefined ? null : addDays(lastDay, 1),
    dayTypes: dayTypes.map((one, at): DayType => ({ name: one.name, weekdays: one.weekdays, kind: one.kind, turn: one.takesTurns ? at + 1 : null, periods: one.periods.map(periodTyped) })),
  };
}

/** A kept schedule as the form shows it. */
export function bellsToType({ name, fromDate, untilDate, dayTypes }: BellSchedule & { name: string }) {
  return {
    name,
    fromDate,
    lastDay: untilDate === null ? '' : addDays(untilDate, -1),
    dayTypes: dayTypes.map((one) => ({
      name: one.name,
      weekdays: one.weekdays.map(String),
      kind: one.kind ?? 'regular',
      ...(one.turn != null && { takesTurns: 'on' }),
      periods: one.periods.map(({ name: periodName, startMinute, endMinute, bookable }) => ({ name: periodName, from: wallTimeText(startMinute), until: wallTimeText(endMinute), ...(bookable && { bookable: 'on' }) })),
    })),
  };
}
