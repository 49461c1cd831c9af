import { expect, test } from 'vitest';
import { minuteOf, wallTimeText } from './wall-minute.ts';

test('every minute of the day and its end are read as they are written', () => {
  for (let minute = 0; minute <= 1440; minute++) expect(minuteOf(wallTimeText(minute))).toBe(minute);
});

test.each(['', '8:00', '24:01', '25:00', '12:60', '12:3', 'noon', '12:30:00'])('%s is no wall time', (text) => {
  expect(minuteOf(text)).toBeNull();
});
