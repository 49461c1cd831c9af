import { z } from '../http/schema.ts';
import { minuteOf } from '../time/wall-minute.ts';
import type { OwnDay } from './own-days.ts';

const time = z.string().optional();
type Line = { readonly startMinute: number; readonly endMinute: number };

/** A date with up to two lines of hours of its own; none typed: no hours that day. `sure` names what whoever sends it has seen. */
export const dayForm = z.object({ date: z.iso.date({ error: 'date' }), from: time, until: time, from2: time, until2: time, sure: z.string().optional() }).superRefine((typed, context) => {
  for (const [from, until] of [['from', 'until'], ['from2', 'until2']] as const) {
    const [a, b] = [typed[from], typed[until]];
    const [start, end] = [minuteOf(a ?? ''), endOf(b)];
    if (a !== undefined && start === null) context.addIssue({ code: 'custom', path: [from], message: 'time' });
    else if (a === undefined && b !== undefined) context.addIssue({ code: 'custom', path: [from], message: 'required' });
    if (b !== undefined && end === null) context.addIssue({ code: 'custom', path: [until], message: 'time' });
    else if (a !== undefined && b === undefined) context.addIssue({ code: 'custom', path: [until], message: 'required' });
    else if (start !== null && end !== null && end <= start) context.addIssue({ code: 'custom', path: [until], message: 'order' });
  }
});

/** The day that was typed; lines that touch or overlap are one. */
export function typedDay({ date, from, until, from2, until2 }: z.output<typeof dayForm>, zone: string): OwnDay {
  const lines = [[from, until], [from2, until2]].flatMap(([a, b]): Line[] => {
    const [startMinute, endMinute] = [minuteOf(a ?? ''), endOf(b)];
    return startMinute === null || endMinute === null ? [] : [{ startMinute, endMinute }];
  }).sort((a, b) => a.startMinute - b.startMinute);
  const [first, second] = lines;
  if (first && second && second.startMinute <= first.endMinute) return { date, zone, lines: [{ startMinute: first.startMinute, endMinute: Math.max(first.endMinute, second.endMinute) }] };
  return { date, zone, lines };
}

function endOf(text: string | undefined): number | null {
  const minute = minuteOf(text ?? '');
  return minute === 0 ? 1440 : minute;
}
