import { expect, test } from 'vitest';
import { schoolHours } from './school-hours.ts';

const period = (startMinute: number, endMinute: number) => ({ name: '', startMinute, endMinute, bookable: true });
const bells = (fromDate: string, endMinute: number) => ({
  fromDate, untilDate: null,
  dayTypes: [{ name: 'Regular', weekdays: [1, 2], periods: [period(600, 700), period(490, 530), period(800, endMinute)] }, { name: 'None', weekdays: [3], periods: [] }],
});

test('a room’s hours begin with the school day, from the first bell to the last', () => {
  expect(schoolHours([bells('2026-08-24', 905)], '2026-11-24')).toEqual([{ weekday: 1, startMinute: 490, endMinute: 905 }, { weekday: 2, startMinute: 490, endMinute: 905 }]);
});

test('before the bells hold, those to come are taken; without bells there is nothing to begin with', () => {
  expect(schoolHours([bells('2027-08-24', 850)], '2026-11-24')).toHaveLength(2);
  expect(schoolHours([], '2026-11-24')).toEqual([]);
});
