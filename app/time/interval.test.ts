import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intersect, intervalSet, nothing, subtract, union, widen, type Interval, type IntervalSet } from './interval.ts';

const HORIZON = 40;

const anyInterval = fc.tuple(fc.integer({ min: 0, max: HORIZON }), fc.integer({ min: 0, max: HORIZON })).map(([fromMs, untilMs]): Interval => ({ fromMs, untilMs }));
const anyIntervals = fc.array(anyInterval, { maxLength: 8 });
const anySet = anyIntervals.map(intervalSet);

/** The slow, obvious set: every millisecond by itself. */
function milliseconds(intervals: Iterable<Interval>): Set<number> {
  const found = new Set<number>();
  for (const { fromMs, untilMs } of intervals) for (let ms = fromMs; ms < untilMs; ms++) found.add(ms);
  return found;
}

function isWellFormed(set: IntervalSet): boolean {
  return set.every((part, i) => part.untilMs > part.fromMs && (i === 0 || set[i - 1]!.untilMs < part.fromMs));
}

describe('a set of intervals', () => {
  test('holds exactly the time that was put in, sorted and joined', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const set = intervalSet(intervals);
        expect(isWellFormed(set)).toBe(true);
        expect(milliseconds(set)).toEqual(milliseconds(intervals));
      }),
    );
  });

  test('joins stretches that touch, because half-open stretches that touch leave no gap', () => {
    expect(intervalSet([{ fromMs: 5, untilMs: 9 }, { fromMs: 1, untilMs: 5 }])).toEqual([{ fromMs: 1, untilMs: 9 }]);
  });

  test('unites, intersects and subtracts as sets of milliseconds do', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        const inA = milliseconds(a);
        const inB = milliseconds(b);
        for (const [got, wanted] of [
          [union(a, b), [...inA, ...inB]],
          [intersect(a, b), [...inA].filter((ms) => inB.has(ms))],
          [subtract(a, b), [...inA].filter((ms) => !inB.has(ms))],
        ] as const) {
          expect(isWellFormed(got)).toBe(true);
          expect(milliseconds(got)).toEqual(new Set(wanted));
        }
      }),
    );
  });
});

test('nothing is the set that adds and leaves nothing', () => {
  const set = intervalSet([{ fromMs: 1, untilMs: 5 }]);
  expect([union(set, nothing), intersect(set, nothing), subtract(set, nothing)]).toEqual([set, nothing, set]);
});

test('a buffer is added in real minutes on both sides', () => {
  expect(widen({ fromMs: 600_000, untilMs: 900_000 }, 5, 10)).toEqual({ fromMs: 300_000, untilMs: 1_500_000 });
});
