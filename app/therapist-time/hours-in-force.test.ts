import { expect, test } from 'vitest';
import { changesAfter, hoursOn } from './hours-in-force.ts';

const line = (weekday: number, fromDate: string | null, untilDate: string | null) => ({ weekday, startMinute: 480, endMinute: 960, zone: 'America/New_York', fromDate, untilDate });
const hours = [line(1, null, '2026-12-01'), line(2, '2026-12-01', '2027-01-04'), line(3, null, null)];

test('a line holds on its first day and not on the one that ends it', () => {
  expect(hoursOn(hours, '2026-11-30').map(({ weekday }) => weekday)).toEqual([1, 3]);
  expect(hoursOn(hours, '2026-12-01').map(({ weekday }) => weekday)).toEqual([2, 3]);
});

test('each change to come is told once, with all that holds then', () => {
  expect(changesAfter(hours, '2026-11-24').map(({ fromDate, lines }) => [fromDate, lines.map(({ weekday }) => weekday)])).toEqual([['2026-12-01', [2, 3]], ['2027-01-04', [3]]]);
  expect(changesAfter(hours, '2027-01-04')).toEqual([]);
});
