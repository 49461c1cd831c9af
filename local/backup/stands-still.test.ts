import { expect, it } from 'vitest';
import { standsStill } from './stands-still.ts';

it('tells who has not moved for the whole of one\'s patience, however long the way was before', () => {
  const isStuck = standsStill(1_000);
  const seen = [['0/1', 0], ['0/1', 999], ['0/2', 1_500], ['0/2', 2_499], ['0/3', 90_000], ['0/3', 90_999], ['0/3', 91_000]] as const;
  expect(seen.map(([at, nowMs]) => isStuck(at, nowMs))).toEqual([false, false, false, false, false, false, true]);
});
