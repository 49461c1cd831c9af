import { z } from '../http/schema.ts';
import { minuteOf, wallTimeText } from './wall-minute.ts';
import { joinedHours, type WeeklyHours } from './weekly-hours.ts';

/** One line as typed: two times of day, or nothing at all. An end of 00:00 is midnight, the end of the day. */
const line = z.object({ from: z.string().optional(), until: z.string().optional() }).superRefine((typed, context) => {
  const startMinute = typed.from === undefined ? null : minuteOf(typed.from);
  const endMinute = endOf(typed.until);
  if (typed.from !== undefined && startMinute === null) context.addIssue({ code: 'custom', path: ['from'], message: 'time' });
  if (typed.until !== undefined && endMinute === null) context.addIssue({ code: 'custom', path: ['until'], message: 'time' });
  if (typed.from === undefined && typed.until !== undefined) context.addIssue({ code: 'custom', path: ['from'], message: 'required' });
  if (typed.from !== undefined && typed.until === undefined) context.addIssue({ code: 'custom', path: ['until'], message: 'required' });
  if (startMinute !== null && endMinute !== null && endMinute <= startMinute) context.addIssue({ code: 'custom', path: ['until'], message: 'order' });
});

/** A week of such lines, Monday first; part of the forms for a therapist's hours, a room's hours and a family's windows. */
export const weekFields = z.array(z.object({ lines: z.array(line).default([]) })).length(7);
export type WeekTyped = z.output<typeof weekFields>;

/** The lines that were typed as weekly hours. */
export function hoursTyped(week: z.output<typeof weekFields>): WeeklyHours[] {
  const hours = week.flatMap(({ lines }, day) => lines.flatMap((typed) => {
    const startMinute = minuteOf(typed.from ?? '');
    const endMinute = endOf(typed.until);
    return startMinute === null || endMinute === null ? [] : [{ weekday: day + 1, startMinute, endMinute }];
  }));
  return joinedHours(hours);
}

/** Weekly hours as the form shows them: each day its lines and an empty one, two at least, so that a line can be added without a script. */
export function weekToType(hours: readonly WeeklyHours[]): { lines: { from: string; until: string }[] }[] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const lines = hours.filter((kept) => kept.weekday === weekday).map(({ startMinute, endMinute }) => ({ from: wallTimeText(startMinute), until: wallTimeText(endMinute % 1440) }));
    const empty = Math.max(1, 2 - lines.length);
    return { lines: [...lines, ...Array.from({ length: empty }, () => ({ from: '', until: '' }))] };
  });
}

function endOf(until: string | undefined): number | null {
  const minute = minuteOf(until ?? '');
  return minute === 0 ? 1440 : minute;
}
