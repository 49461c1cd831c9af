import { expect, test } from 'vitest';
import { nextActionOn } from './next-action.ts';

const tuesday = '2026-11-24';
const on = (given: Partial<Parameters<typeof nextActionOn>[0]>) => nextActionOn({ state: 'waiting', today: tuesday, limitDays: 14, urgencyDays: 28, ...given });

test('it is the limit of the state, counted in calendar days', () => {
  expect(on({})).toBe('2026-12-08');
  expect(on({ limitDays: 0 })).toBe(tuesday);
});

test('an urgency that promises less shortens the wait for a first visit', () => {
  expect(on({ urgencyDays: 2 })).toBe('2026-11-26');
  expect(on({ state: 'awaiting_consent', limitDays: 7, urgencyDays: 2 })).toBe('2026-11-26');
});

test('once a visit stands in the calendar, urgency shortens nothing', () => {
  expect(on({ state: 'scheduled', limitDays: 21, urgencyDays: 2 })).toBe('2026-12-15');
  expect(on({ state: 'in_care', limitDays: 90, urgencyDays: 2 })).toBe('2027-02-22');
});

test('a weekend becomes the Monday after it', () => {
  expect(on({ today: '2026-11-27', limitDays: 1 })).toBe('2026-11-30');
  expect(on({ today: '2026-11-27', limitDays: 2 })).toBe('2026-11-30');
  expect(on({ today: '2026-11-27', limitDays: 3 })).toBe('2026-11-30');
});

test('it counts over the night in which the clocks change', () => {
  expect(on({ today: '2027-03-12', limitDays: 4 })).toBe('2027-03-16');
});
