import { z } from '../http/schema.ts';
import { intervalSet, type Interval } from '../time/interval.ts';
import { minuteOf } from '../time/wall-minute.ts';
import { addDays, closure, localDay, wallTime } from '../time/zone.ts';

export const timeOffReasons = ['vacation', 'illness', 'training', 'family', 'other'] as const;
export type TimeOffReason = (typeof timeOffReasons)[number];

const date = z.iso.date({ error: 'date' });
const time = z.string().optional().refine((text) => text === undefined || minuteOf(text) !== null, 'time');

/** From a date until a last date, both whole unless a time is typed. `sure` names what whoever sends it has seen. */
export const timeOffForm = z.object({ fromDate: date, fromTime: time, lastDate: date, untilTime: time, reason: z.enum(timeOffReasons, { error: 'choose' }), sure: z.string().optional() }).superRefine((typed, context) => {
  if (!date.safeParse(typed.fromDate).success || !date.safeParse(typed.lastDate).success) return;
  if (typed.lastDate < typed.fromDate || (typed.lastDate === typed.fromDate && (minuteOf(typed.untilTime ?? '') ?? 1440) <= (minuteOf(typed.fromTime ?? '') ?? 0))) context.addIssue({ code: 'custom', path: ['lastDate'], message: 'order' });
  else if (typed.lastDate >= addDays(typed.fromDate, 366)) context.addIssue({ code: 'custom', path: ['lastDate'], message: 'tooLong' });
});

/** The time off that was typed, on the clock of a zone: a closure, so it widens where the clock jumps. */
export function typedTimeOff(typed: z.output<typeof timeOffForm>, zone: string): Interval {
  const from = closure(zone, typed.fromDate, minuteOf(typed.fromTime ?? '') ?? 0, 1440)[0] ?? localDay(zone, typed.fromDate);
  const until = closure(zone, typed.lastDate, 0, minuteOf(typed.untilTime ?? '') ?? 1440).at(-1) ?? localDay(zone, typed.lastDate);
  return intervalSet([{ fromMs: from.fromMs, untilMs: until.untilMs }])[0] ?? localDay(zone, typed.fromDate);
}

/** The first and the last day of time off that is whole days on that clock, as people say it; null when it begins or ends within a day. */
export function wholeDays({ fromMs, untilMs }: Interval, zone: string): { firstDate: string; lastDate: string } | null {
  const first = localDay(zone, wallTime(zone, fromMs).date);
  const last = localDay(zone, wallTime(zone, untilMs - 1).date);
  return first.fromMs === fromMs && last.untilMs === untilMs ? { firstDate: first.date, lastDate: last.date } : null;
}
