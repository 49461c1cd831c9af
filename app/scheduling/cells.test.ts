import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervalSet, type Interval } from '../time/interval.ts';
import { cellsClearOf, cellsOf, cellsWithin, countBits, frameAround, hasCell, startsOfRuns, type CellMinutes } from './cells.ts';

const DAY_MS = 86_400_000;
const day0 = Date.UTC(2026, 10, 1);

/** Ranges with edges anywhere, seconds too, also beyond the frame of two days. */
const anySet = fc
  .array(fc.tuple(fc.integer({ min: -600, max: 180_000 }), fc.integer({ min: 0, max: 40_000 })), { maxLength: 6 })
  .map((pairs) => intervalSet(pairs.map(([fromS, lengthS]) => ({ fromMs: day0 + fromS * 1000, untilMs: day0 + (fromS + lengthS) * 1000 }))));
const covers = (set: readonly Interval[], cell: Interval) => set.some((part) => part.fromMs <= cell.fromMs && cell.untilMs <= part.untilMs);
const overlaps = (a: Interval, b: Interval) => a.fromMs < b.untilMs && b.fromMs < a.untilMs;
const anyCellMinutes = fc.constantFrom<CellMinutes>(1, 5);

describe('time as cells', () => {
  test('a frame is whole UTC days: 288 cells of five minutes or 1,440 of one', () => {
    const window = { fromMs: day0 + 1, untilMs: day0 + DAY_MS + 1 };
    expect(frameAround(window, 5)).toEqual({ fromMs: day0, cellMs: 300_000, words: 18 });
    expect(frameAround(window, 1)).toEqual({ fromMs: day0, cellMs: 60_000, words: 90 });
  });

  test('"free" narrows: a cell is within the set only with all its time', () => {
    fc.assert(
      fc.property(anySet, anyCellMinutes, (set, cellMinutes) => {
        const frame = frameAround({ fromMs: day0, untilMs: day0 + 2 * DAY_MS }, cellMinutes);
        const cells = cellsWithin(frame, set);
        for (let cell = 0; cell < frame.words * 32; cell++) {
          const fromMs = day0 + cell * frame.cellMs;
          expect(hasCell(cells, cell)).toBe(covers(set, { fromMs, untilMs: fromMs + frame.cellMs }));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('"taken" widens: a cell is clear only when nothing touches it', () => {
    fc.assert(
      fc.property(anySet, anyCellMinutes, (set, cellMinutes) => {
        const frame = frameAround({ fromMs: day0, untilMs: day0 + 2 * DAY_MS }, cellMinutes);
        const cells = cellsClearOf(frame, set);
        for (let cell = 0; cell < frame.words * 32; cell++) {
          const fromMs = day0 + cell * frame.cellMs;
          const cellTime = { fromMs, untilMs: fromMs + frame.cellMs };
          expect(hasCell(cells, cell)).toBe(!set.some((part) => overlaps(part, cellTime)));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a run of any length is found at exactly the cells where it begins, and its lead shifts the mark', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 288, maxLength: 288 }), fc.integer({ min: 1, max: 80 }), fc.nat(40), (bits, length, lead) => {
        const frame = frameAround({ fromMs: day0, untilMs: day0 + DAY_MS }, 5);
        const set = bits.map((bit, i) => bit || i % 97 < 85);
        const cells = cellsOf(frame, set.flatMap((bit, i) => (bit ? [day0 + i * 300_000] : [])));
        const runs = startsOfRuns(cells, length, lead);
        for (let cell = 0; cell < 288; cell++) {
          const first = cell - lead;
          const whole = first >= 0 && first + length <= 288 && set.slice(first, first + length).every(Boolean);
          expect(hasCell(runs, cell)).toBe(whole);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the bits of a word are counted', () => {
    fc.assert(fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (word) => {
      expect(countBits(word)).toBe([...(word >>> 0).toString(2)].filter((bit) => bit === '1').length);
    }));
  });
});
