import { expect, it } from 'vitest';
import { readCalendarDay } from './calendar-day.ts';

const day = (text: string) => {
  const read = readCalendarDay(text);
  return read.ok ? read.day : 'refused';
};

it('reads a day as the standards and as spreadsheets write it', () => {
  expect(day('2026-09-03')).toBe('2026-09-03');
  expect(day(' 20260903 ')).toBe('2026-09-03');
  expect(day('2026-09-03T23:59:59.000Z')).toBe('2026-09-03');
  expect(day('7/1/2017')).toBe('2017-07-01');
  expect(day('07/01/2017 12:00:00 AM')).toBe('2017-07-01');
  expect(day('')).toBeNull();
});

it('does not guess: a day that is none is refused', () => {
  for (const text of ['2026-02-30', '13/1/2026', '2026-9', '1/2/26', '0001-01-01', 'June', '2026-06-2']) expect(day(text)).toBe('refused');
});
