import { intersect, intervalSet, subtract, type Interval, type IntervalSet } from '../time/interval.ts';
import type { SchoolPeriod } from '../school-time/school-day.ts';

/**
 * What takes a private room on a day. `taken` is known to be so and not by what: somebody else's visit to a therapist, a room's set-up and turn-over.
 * `kept` carries whatever the drawing says of it.
 */
export type RoomUse<Kept> = Interval & { readonly key: string; readonly what: UseKind; readonly kept: Kept };
export type UseKind = (typeof inOrderOfWeight)[number];

/** Where two lie over one another the first is drawn: a visit in a room out of order must be seen, so that it is moved. */
const inOrderOfWeight = ['in_progress', 'booked', 'held', 'use', 'taken', 'out-of-order', 'completed', 'not_held'] as const;

/** A private room on a day: when it is open, and what takes it, in any order. */
export type RoomOfDay<Kept> = { readonly openTime: IntervalSet; readonly uses: readonly RoomUse<Kept>[] };

/**
 * A stretch of wall with one door. `part` is what lies behind it; `fromMs` to `untilMs` is what it stands for, with the minutes beside it that nobody could
 * take. `periods` are the names under which it hangs. A free one is `open` when the room's hours leave time enough for something.
 */
export type RoomDoor<Kept> = Interval & { readonly key: string; readonly periods: readonly SchoolPeriod[]; readonly part: Interval } & (
  | { readonly is: 'taken'; readonly use: RoomUse<Kept> }
  | { readonly is: 'free'; readonly open: boolean });

/**
 * The doors of one room in time order. No two share a minute, and each minute of each period lies behind exactly one: what takes the room over several
 * periods is one door, a period that nothing touches is one door, and of a period that is taken in part what is left is a door of its own if it is long
 * enough for anything, else it falls to the neighbour. Tape hangs from the first bell to the last, so that a room out of order for days makes no day longer.
 */
export function doorsOf<Kept>(periods: readonly SchoolPeriod[], room: RoomOfDay<Kept>, day: Interval, shortestMinutes: number): RoomDoor<Kept>[] {
  const shortestMs = shortestMinutes * 60_000;
  const parts = separate(room.uses, day, fromFirstToLast(periods) ?? day, shortestMs);
  const stretches = parts.map(({ use, fromMs, untilMs }) => ({ use, part: { fromMs, untilMs }, fromMs, untilMs }));
  const free: Interval[] = [];
  for (const period of periods) {
    for (const left of subtract([{ fromMs: period.fromMs, untilMs: period.untilMs }], intervalSet(parts))) {
      const short = left.untilMs - left.fromMs < shortestMs;
      const before = short ? stretches.find((one) => one.untilMs === left.fromMs) : undefined;
      const after = short ? stretches.find((one) => one.fromMs === left.untilMs) : undefined;
      if (before) before.untilMs = left.untilMs;
      else if (after) after.fromMs = left.fromMs;
      else free.push(left);
    }
  }
  const under = (one: Interval) => periods.filter((period) => period.fromMs < one.untilMs && one.fromMs < period.untilMs);
  const taken = stretches.map(({ use, part, fromMs, untilMs }): RoomDoor<Kept> => ({ is: 'taken', key: `${use.key} ${part.fromMs}`, use, part, fromMs, untilMs, periods: under({ fromMs, untilMs }) }));
  const open = (one: Interval) => intersect(room.openTime, [one]).some(({ fromMs, untilMs }) => untilMs - fromMs >= shortestMs);
  return [...taken, ...free.map((one): RoomDoor<Kept> => ({ is: 'free', key: `free ${one.fromMs}`, part: one, ...one, open: open(one), periods: under(one) }))].sort((a, b) => a.fromMs - b.fromMs);
}

const fromFirstToLast = (periods: readonly SchoolPeriod[]): Interval | null => (periods.length === 0 ? null
  : { fromMs: Math.min(...periods.map(({ fromMs }) => fromMs)), untilMs: Math.max(...periods.map(({ untilMs }) => untilMs)) });

/** The uses cut so that no two share a minute. What is left of a room's own pauses is no door unless something could have lain there. */
function separate<Kept>(uses: readonly RoomUse<Kept>[], day: Interval, bells: Interval, shortestMs: number): (Interval & { use: RoomUse<Kept> })[] {
  const weight = (use: RoomUse<Kept>) => inOrderOfWeight.indexOf(use.what);
  let covered: IntervalSet = [];
  const parts: (Interval & { use: RoomUse<Kept> })[] = [];
  for (const use of uses.toSorted((a, b) => weight(a) - weight(b) || a.fromMs - b.fromMs)) {
    const left = subtract(intersect([use.what === 'out-of-order' ? bells : day], intervalSet([use])), covered).filter(({ fromMs, untilMs }) => use.what !== 'taken' || untilMs - fromMs >= shortestMs);
    parts.push(...left.map(({ fromMs, untilMs }) => ({ fromMs, untilMs, use })));
    covered = intervalSet([...covered, ...left]);
  }
  return parts.sort((a, b) => a.fromMs - b.fromMs);
}

/** A few letters for a room's square: what its name ends in when that has a number in it, else the first letters of its words. */
export function roomSign(name: string): string {
  const words = name.trim().split(/\s+/);
  const numbered = words.findLast((word) => /\d/.test(word));
  if (numbered && numbered.length <= 4) return words.length === 2 && /^\d$/.test(numbered) ? `${letters(words.slice(0, 1))}${numbered}` : numbered;
  return letters(words.slice(0, 2)) || '–';
}

const letters = (words: readonly string[]) => words.map((word) => [...word][0]?.toLocaleUpperCase() ?? '').join('');
