import { z } from '../../app/http/schema.ts';

const minute = z.number().int().min(0).max(1440);
const weekly = z.object({ dow: z.number().int().min(0).max(6), start: minute, end: minute });
const busy = z.array(z.tuple([z.number(), z.number()]));
const date = z.iso.date();

/** A workload as `slots.md` says it: wall-clock minutes, epoch seconds, Sunday 0, half-open. */
export const workloadShape = z.object({
  tz: z.string(), start: date, days: z.number().int().positive(), slot: z.number().int().positive(), step: z.number().int().positive(), from: z.number(), to: z.number(),
  therapists: z.array(z.object({ id: z.number(), weekly: z.array(weekly), overrides: z.array(z.object({ date, start: minute, end: minute })), busy })),
  school: z.object({ bell: z.array(weekly), closed: z.array(date), rooms: z.array(z.object({ id: z.number(), busy })) }),
  guardian: z.array(weekly),
});
export type Workload = z.infer<typeof workloadShape>;
export type Line = { readonly start: number; readonly end: number };

/** Pairs [therapist id, epoch seconds], sorted. */
export type Pairs = [number, number][];

/** Lines or ranges without those that are empty, sorted, joined where they touch: the tables take none that overlap. */
export function joined<T extends Line>(lines: readonly T[]): Line[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of lines.filter((line) => line.start < line.end).toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** ISO weekday (Monday 1) of `dow` (Sunday 0). */
export const isoWeekday = (dow: number) => dow || 7;
