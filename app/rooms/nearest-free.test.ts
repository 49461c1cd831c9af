import { expect, test } from 'vitest';
import { nearestFree } from './nearest-free.ts';
import { tooClose } from './pauses.ts';

const at = (minute: number) => minute * 60_000;
const stretch = (from: number, until: number) => ({ fromMs: at(from), untilMs: at(until) });
const ask = { open: [stretch(0, 300)], taken: [stretch(100, 150)], pauses: { beforeMinutes: 0, afterMinutes: 0 }, wanted: stretch(110, 140), count: 3 };

test('the nearest free times are as long as what was wanted, one of each free stretch, the nearest first', () => {
  expect(nearestFree(ask)).toEqual([stretch(70, 100), stretch(150, 180)]);
  expect(nearestFree({ ...ask, count: 1 })).toHaveLength(1);
  expect(nearestFree({ ...ask, wanted: stretch(0, 280) })).toEqual([]);
});

test('they keep the room’s own minutes to what is taken, on round five minutes', () => {
  expect(nearestFree({ ...ask, pauses: { beforeMinutes: 3, afterMinutes: 10 } })).toEqual([stretch(155, 185), stretch(60, 90)]);
});

test('what stands closer than the minutes of both sides together is named, the later of each two', () => {
  const taken = [stretch(60, 90), stretch(0, 50), stretch(120, 150)];
  expect(tooClose(taken, { beforeMinutes: 5, afterMinutes: 10 })).toEqual([stretch(60, 90)]);
  expect(tooClose(taken, { beforeMinutes: 0, afterMinutes: 10 })).toEqual([]);
  expect(tooClose(taken, { beforeMinutes: 30, afterMinutes: 10 })).toEqual([stretch(60, 90), stretch(120, 150)]);
});
