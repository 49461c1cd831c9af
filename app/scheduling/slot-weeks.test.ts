import { expect, test } from 'vitest';
import { mondayOf, slotWeeks, weekToShow } from './slot-weeks.ts';

const days = ['2026-11-25', '2026-11-27', '2026-12-07', '2026-12-13'].map((date) => ({ date }));

test('days stand under the Monday of their week, and empty weeks are left out', () => {
  expect(slotWeeks(days).map((week) => [week.monday, week.days.length])).toEqual([['2026-11-23', 2], ['2026-12-07', 2]]);
  expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
});

test('an empty week that is asked for gives the next one with something, and one too late the first', () => {
  const weeks = slotWeeks(days);
  expect(weekToShow(weeks, null)).toBe(0);
  expect(weekToShow(weeks, '2026-11-30')).toBe(1);
  expect(weekToShow(weeks, '2027-01-04')).toBe(0);
});
