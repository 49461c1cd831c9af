import type { SchoolDay } from '../school-time/school-day.ts';
import { intersect, intervalSet, subtract, type Interval, type IntervalSet } from '../time/interval.ts';
import { openTime, type WeeklyHours } from '../time/weekly-hours.ts';
import { wallTime, weekdayOf } from '../time/zone.ts';

/** Minutes of a room's open time by what became of them; `open` is the sum of the others. */
export type Usage = { readonly open: number; readonly visits: number; readonly uses: number; readonly out: number; readonly free: number };

/** What took a room; its own minutes before and after belong to it. */
export type TakenRoom = Interval & { readonly roomId: string; readonly visit: boolean };

export type UtilisationAsked = {
  readonly zone: string;
  readonly days: readonly SchoolDay[];
  readonly rooms: readonly { readonly id: string; readonly name: string; readonly hours: readonly WeeklyHours[] }[];
  readonly taken: readonly TakenRoom[];
  readonly outOfOrder: readonly { readonly roomId: string; readonly fromMs: number; readonly untilMs: number | null }[];
};

/** Periods in the order of the day, weekdays in that of the week. */
export type Utilisation = { readonly all: Usage; readonly byRoom: ReadonlyMap<string, Usage>; readonly byPeriod: ReadonlyMap<string, Usage>; readonly byWeekday: ReadonlyMap<number, Usage> };

const nothing: Usage = { open: 0, visits: 0, uses: 0, out: 0, free: 0 };

/**
 * What became of the time that could be booked: bookable periods in the hours of each room. A minute counts once: for the visit or the use that took
 * it, else as out of order, else as free. Nothing here knows whose visit it was.
 */
export function utilisation({ zone, days, rooms, taken, outOfOrder }: UtilisationAsked): Utilisation {
  const [byRoom, byPeriod, byWeekday] = [new Map<string, Usage>(), new Map<string, Usage>(), new Map<number, Usage>()];
  const begins = new Map<string, number>();
  let all = nothing;
  for (const room of rooms) {
    byRoom.set(room.id, nothing);
    const [visits, uses] = [true, false].map((visit) => intervalSet(taken.filter((one) => one.roomId === room.id && one.visit === visit)));
    const out = intervalSet(outOfOrder.filter(({ roomId }) => roomId === room.id).map(({ fromMs, untilMs }) => ({ fromMs, untilMs: untilMs ?? Infinity })));
    for (const { date, periods } of days) {
      for (const period of periods) {
        if (!period.bookable) continue;
        const usage = usageOf(intersect(openTime(room.hours, zone, period), [period]), visits!, uses!, out);
        if (usage.open === 0) continue;
        all = sum(all, usage);
        byRoom.set(room.id, sum(byRoom.get(room.id), usage));
        begins.set(period.name, Math.min(begins.get(period.name) ?? Infinity, wallTime(zone, period.fromMs).minute));
        byPeriod.set(period.name, sum(byPeriod.get(period.name), usage));
        byWeekday.set(weekdayOf(date), sum(byWeekday.get(weekdayOf(date)), usage));
      }
    }
  }
  const inOrder = new Map([...byPeriod].toSorted(([a], [b]) => begins.get(a)! - begins.get(b)!));
  return { all, byRoom, byPeriod: inOrder, byWeekday: new Map([...byWeekday].toSorted(([a], [b]) => a - b)) };
}

function usageOf(open: IntervalSet, visits: IntervalSet, uses: IntervalSet, out: IntervalSet): Usage {
  const unvisited = subtract(open, visits);
  const unused = subtract(unvisited, uses);
  const free = minutes(subtract(unused, out));
  return { open: minutes(open), visits: minutes(open) - minutes(unvisited), uses: minutes(unvisited) - minutes(unused), out: minutes(unused) - free, free };
}

const minutes = (set: IntervalSet) => set.reduce((total, { fromMs, untilMs }) => total + (untilMs - fromMs) / 60_000, 0);

function sum(a: Usage = nothing, b: Usage): Usage {
  return { open: a.open + b.open, visits: a.visits + b.visits, uses: a.uses + b.uses, out: a.out + b.out, free: a.free + b.free };
}
