import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestSlots } from './nearest-slots.ts';

test('the loser of a race sees the nearest starts first, of two equally near the earlier', () => {
  const slots = [100, 200, 300, 400, 500].map((startMs) => ({ startMs }));
  expect(nearestSlots(slots, 300, 3).map((slot) => slot.startMs)).toEqual([300, 200, 400]);
  expect(nearestSlots(slots, 0, 2).map((slot) => slot.startMs)).toEqual([100, 200]);
});

test('no slot that is left out is nearer than one that is shown', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1000)), fc.nat(1000), fc.nat(5), (starts, wantedMs, count) => {
      const shown = nearestSlots(starts.map((startMs) => ({ startMs })), wantedMs, count).map((slot) => slot.startMs);
      expect(shown).toHaveLength(Math.min(count, starts.length));
      const farthest = Math.max(0, ...shown.map((startMs) => Math.abs(startMs - wantedMs)));
      for (const left of starts.filter((startMs) => !shown.includes(startMs))) expect(Math.abs(left - wantedMs)).toBeGreaterThanOrEqual(count === 0 ? 0 : farthest);
    }),
  );
});
