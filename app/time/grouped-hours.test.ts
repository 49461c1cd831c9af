import { expect, test } from 'vitest';
import { groupedHours, weekdayRuns } from './grouped-hours.ts';

const line = (weekday: number, startMinute: number, endMinute: number) => ({ weekday, startMinute, endMinute });

test('weekdays with the same hours stand together', () => {
  const hours = [...[1, 2, 3, 5].map((weekday) => line(weekday, 480, 930)), line(4, 780, 900), line(4, 480, 720)];
  expect(groupedHours(hours)).toEqual([
    { weekdays: [1, 2, 3, 5], lines: [{ startMinute: 480, endMinute: 930 }] },
    { weekdays: [4], lines: [{ startMinute: 480, endMinute: 720 }, { startMinute: 780, endMinute: 900 }] },
  ]);
  expect(groupedHours([])).toEqual([]);
});

test('weekdays in a row are one run', () => {
  expect(weekdayRuns([1, 2, 3, 5, 7])).toEqual([[1, 3], [5, 5], [7, 7]]);
});
