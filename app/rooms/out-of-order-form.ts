import { z } from '../http/schema.ts';
import { minuteOf } from '../time/wall-minute.ts';
import { closure, localDay } from '../time/zone.ts';
import { outOfOrderReasons } from './room-use.ts';

const date = z.iso.date({ error: 'date' });
const time = z.string().optional().refine((text) => text === undefined || minuteOf(text) !== null, 'time');

/** From a date (and time) on, until a last date, or without a known end. `sure` names what whoever sends it has seen. */
export const outOfOrderForm = z.object({ fromDate: date, fromTime: time, lastDate: date.optional(), untilTime: time, reason: z.enum(outOfOrderReasons, { error: 'choose' }), words: z.string().trim().max(100, 'tooLong').optional(), sure: z.string().max(4000).optional() })
  .superRefine((typed, context) => {
    if (typed.lastDate === undefined) {
      if (typed.untilTime !== undefined) context.addIssue({ code: 'custom', path: ['lastDate'], message: 'required' });
    } else if (typed.lastDate < typed.fromDate || (typed.lastDate === typed.fromDate && (minuteOf(typed.untilTime ?? '') ?? 1440) <= (minuteOf(typed.fromTime ?? '') ?? 0))) {
      context.addIssue({ code: 'custom', path: ['lastDate'], message: 'order' });
    }
  });

/** The time that was typed, on the school's clock: a closure, so it widens where the clock jumps. Without an end, `untilMs` is null. */
export function outOfOrderTyped(typed: z.output<typeof outOfOrderForm>, zone: string): { fromMs: number; untilMs: number | null } {
  const fromMs = closure(zone, typed.fromDate, minuteOf(typed.fromTime ?? '') ?? 0, 1440)[0]?.fromMs ?? localDay(zone, typed.fromDate).fromMs;
  if (typed.lastDate === undefined) return { fromMs, untilMs: null };
  return { fromMs, untilMs: closure(zone, typed.lastDate, 0, minuteOf(typed.untilTime ?? '') ?? 1440).at(-1)?.untilMs ?? localDay(zone, typed.lastDate).untilMs };
}
