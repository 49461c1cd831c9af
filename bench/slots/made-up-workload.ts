import { addDays, localDay, opening, weekdayOf } from '../../app/time/zone.ts';
import type { Workload } from './workload.ts';

/** How big, where and when; the same numbers make the same workload. */
export type Size = { readonly therapists: number; readonly weeks: number; readonly rooms?: number; readonly start?: string; readonly tz?: string; readonly seed?: number };

/** A linear congruential generator (Numerical Recipes' constants), 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/**
 * A made-up partnership in the middle of a school year: therapists who are three quarters booked, with days off and private entries, a school
 * with three bookable stretches a day, busy rooms, a guardian who works in the afternoon. It spans a clock change where the zone has one.
 */
export function madeUpWorkload({ therapists, weeks, rooms = 3, start = '2027-03-01', tz = 'America/New_York', seed = 1 }: Size): Workload {
  const random = randomFrom(seed);
  const chance = (p: number) => random() < p;
  const among = (from: number, to: number, every: number) => from + every * Math.floor(random() * (Math.floor((to - from) / every) + 1));
  const days = weeks * 7;
  const dates = Array.from({ length: days }, (_, n) => addDays(start, n));
  const range = (date: string, from: number, until: number): [number, number][] => opening(tz, date, from, until).map(({ fromMs, untilMs }) => [fromMs / 1000, untilMs / 1000]);
  const visits = (from: number, until: number, p: number) => {
    const starts: number[] = [];
    for (let at = from; at + 50 <= until; at += chance(0.2) ? 75 : 60) if (chance(p)) starts.push(at);
    return starts;
  };
  return {
    tz, start, days, slot: 50, step: 15,
    from: localDay(tz, start).fromMs / 1000, to: localDay(tz, addDays(start, days)).fromMs / 1000,
    therapists: Array.from({ length: therapists }, (_, n) => {
      const week = [1, 2, 3, 4, 5, 6].filter((dow) => chance(dow === 6 ? 0.25 : 0.9)).flatMap((dow) => {
        const [from, noon, until] = [among(450, 570, 15), among(690, 765, 15), among(930, 1080, 30)];
        return chance(0.5) ? [{ dow, start: from, end: until }] : [{ dow, start: from, end: noon }, { dow, start: noon + 45, end: until }];
      });
      const overrides = dates.filter(() => chance(0.1)).map((date) => (chance(0.5) ? { date, start: 0, end: 0 } : { date, start: among(540, 720, 30), end: among(840, 1020, 30) }));
      const busy = dates.flatMap((date) => {
        const own = overrides.find((one) => one.date === date);
        const open = own ? (own.end > own.start ? [own] : []) : week.filter(({ dow }) => (dow || 7) === weekdayOf(date));
        return open.flatMap(({ start: from, end }) => visits(from, end, 0.8).flatMap((at) => range(date, at, at + 50)));
      });
      return { id: n + 1, weekly: week, overrides, busy };
    }),
    school: {
      bell: [1, 2, 3, 4, 5].flatMap((dow) => [{ dow, start: 480, end: 590 }, { dow, start: 640, end: 730 }, { dow, start: 770, end: dow === 3 ? 825 : 890 }]),
      closed: dates.filter((_, n) => n % 17 === 11),
      rooms: Array.from({ length: rooms }, (_, n) => ({ id: n + 1, busy: dates.flatMap((date) => visits(480, 900, 0.7).flatMap((at) => range(date, at, at + 50))) })),
    },
    guardian: [1, 2, 4].map((dow) => ({ dow, start: 480, end: 780 })).concat([3, 5].map((dow) => ({ dow, start: 600, end: 960 }))),
  };
}
