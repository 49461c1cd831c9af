import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervalSet } from '../time/interval.ts';
import { localDay, wallTime } from '../time/zone.ts';
import { usualRules } from './booking-rules.ts';
import { periodStarts, roundStarts } from './candidate-starts.ts';
import { schoolDays, type BellSchedule, type Period } from '../school-time/school-day.ts';

const zone = 'America/Chicago';
const monday = localDay(zone, '2026-11-30');
const bellsWith = (...periods: Period[]): BellSchedule[] => [{ fromDate: '2026-08-24', untilDate: null, dayTypes: [{ name: 'Regular', weekdays: [1], periods }] }];
const startsOf = (period: Omit<Period, 'name' | 'bookable'>, bookable = true) =>
  periodStarts(schoolDays(bellsWith({ name: 'Period 1', bookable, ...period }), zone, monday), usualRules).map(({ startMs, endMs }) => [
    wallTime(zone, startMs).minute,
    wallTime(zone, endMs).minute,
  ]);

describe('in school', () => {
  test('a period shorter than a visit is a visit of its own length', () => {
    expect(startsOf({ startMinute: 526, endMinute: 558 })).toEqual([[526, 558]]);
  });

  test('a long block also offers later starts that end before the bell', () => {
    expect(startsOf({ startMinute: 510, endMinute: 600 })).toEqual([[510, 560], [525, 575], [540, 590]]);
  });

  test('a period too short for any visit offers none, and neither does one that is not to be missed', () => {
    expect(startsOf({ startMinute: 510, endMinute: 510 + usualRules.shortestVisitMinutes - 1 })).toEqual([]);
    expect(startsOf({ startMinute: 510, endMinute: 600 }, false)).toEqual([]);
  });

  test('no visit runs through a bell', () => {
    const lengths = fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 5, max: 120 })), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 20, max: 60 }), fc.constantFrom(5, 7, 15), (stretches, visitMinutes, startEveryMinutes) => {
        let minute = 400;
        const periods = stretches.map(([gap, length], i): Period => {
          const startMinute = minute + gap;
          minute = startMinute + length;
          return { name: `${i}`, startMinute, endMinute: minute, bookable: i % 3 !== 1 };
        });
        for (const { startMs, endMs, periodName } of periodStarts(schoolDays(bellsWith(...periods), zone, monday), { ...usualRules, visitMinutes, startEveryMinutes })) {
          const period = periods.find(({ name }) => name === periodName)!;
          expect(period.bookable).toBe(true);
          expect(wallTime(zone, startMs).minute).toBeGreaterThanOrEqual(period.startMinute);
          expect(wallTime(zone, endMs).minute).toBeLessThanOrEqual(period.endMinute);
          expect(endMs).toBeGreaterThan(startMs);
        }
      }),
    );
  });
});

describe('at home', () => {
  test('a visit of full length begins at every round time at which it fits the window', () => {
    const windows = intervalSet([{ fromMs: monday.fromMs + 7 * 60_000, untilMs: monday.fromMs + 95 * 60_000 }]);
    expect(roundStarts(windows, usualRules).map(({ startMs, endMs }) => [(startMs - monday.fromMs) / 60_000, (endMs - startMs) / 60_000])).toEqual([[15, 50], [30, 50], [45, 50]]);
  });

  test('a window shorter than the visit offers none', () => {
    expect(roundStarts([{ fromMs: monday.fromMs, untilMs: monday.fromMs + 49 * 60_000 }], usualRules)).toEqual([]);
  });
});
