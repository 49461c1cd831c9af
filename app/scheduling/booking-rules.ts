import type { ResourceKind } from '../occupancy/resource-kind.ts';
import { widen, type Interval } from '../time/interval.ts';
import { addDays, localDay, wallTime } from '../time/zone.ts';

export type Buffer = { readonly beforeMinutes: number; readonly afterMinutes: number };

/** What may be booked at all. A partnership may set other numbers; these are the usual ones. */
export type BookingRules = {
  /** How long a visit is, in minutes that the people live through. In school the bell may end it sooner. */
  readonly visitMinutes: number;
  /** A period shorter than this is no time for a visit. */
  readonly shortestVisitMinutes: number;
  /** Starts that are offered: this far apart, counted from the bell in school and from the full hour at home. */
  readonly startEveryMinutes: number;
  /** A visit begins at least this many hours after it is booked. */
  readonly noticeHours: number;
  /** A visit is booked at most this many local days ahead; the last of them counts to its end. */
  readonly horizonDays: number;
  /** A hold ends by itself after this many minutes. */
  readonly holdMinutes: number;
  /** Time around the visit in which the resource takes nothing else. */
  readonly buffers: Readonly<Record<ResourceKind, Buffer>>;
};

const none: Buffer = { beforeMinutes: 0, afterMinutes: 0 };

/** The therapist writes for ten minutes after a visit; nobody else waits for that. */
export const usualRules: BookingRules = {
  visitMinutes: 50,
  shortestVisitMinutes: 25,
  startEveryMinutes: 15,
  noticeHours: 4,
  horizonDays: 28,
  holdMinutes: 10,
  buffers: { therapist: { beforeMinutes: 0, afterMinutes: 10 }, room: none, student: none, interpreter: none, guardian: none },
};

/** What the resource is blocked for when a visit takes place `during` that time: the range that occupancy stores and excludes on. */
export function blockedFor(rules: BookingRules, kind: ResourceKind, during: Interval): Interval {
  const { beforeMinutes, afterMinutes } = rules.buffers[kind];
  return widen(during, beforeMinutes, afterMinutes);
}

export type TimeRefusal = 'too-soon' | 'too-far-ahead';

/** The time in which a visit may begin when it is booked at `nowMs`; `zone` is where the student sits. */
export function bookableStarts(rules: BookingRules, nowMs: number, zone: string): Interval {
  const lastDate = addDays(wallTime(zone, nowMs).date, rules.horizonDays);
  return { fromMs: nowMs + rules.noticeHours * 3_600_000, untilMs: localDay(zone, lastDate).untilMs };
}

/** Why a visit may not begin at that instant, if it may not. */
export function timeRefusal(bookable: Interval, startMs: number): TimeRefusal | null {
  if (startMs < bookable.fromMs) return 'too-soon';
  return startMs < bookable.untilMs ? null : 'too-far-ahead';
}
