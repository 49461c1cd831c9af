import { expect, test } from 'vitest';
import { minutesLeft, readOutAt } from './minutes-left.ts';

test('a minute that has begun is still there, and nothing is less than nothing', () => {
  const left = (now: string) => minutesLeft(`2026-11-24T${now}Z`, '2026-11-24T14:00:00Z');
  expect([left('13:00:00'), left('13:00:01'), left('13:59:00'), left('13:59:59.900'), left('14:00:00'), left('15:00:00')]).toEqual([60, 60, 1, 1, 0, 0]);
});

test('is read out when half an hour, ten, five minutes and one are left, and not in between', () => {
  expect([60, 31, 30, 11, 10, 6, 5, 2, 1, 0].map(readOutAt)).toEqual([null, null, 30, 30, 10, 10, 5, 5, 1, 1]);
});
