import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { momentOn, openSchoolYear, schoolDaysBefore, schoolYearOf, schoolYearsAround } from './demo-calendar.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('counts school days back, and a weekend belongs to the Friday before it', () => {
  expect(schoolDaysBefore(day('2026-11-24'), 1).toString()).toBe('2026-11-23');
  expect(schoolDaysBefore(day('2026-11-24'), 2).toString()).toBe('2026-11-20');
  for (const weekend of ['2026-11-28', '2026-11-29', '2026-11-30']) expect(schoolDaysBefore(day(weekend), 1).toString()).toBe('2026-11-27');
  expect(schoolDaysBefore(day('2026-11-29'), 6).toString()).toBe('2026-11-20');
  expect(() => schoolDaysBefore(day('2026-11-24'), 0)).toThrow(RangeError);
});

test('a wall clock time stays one when the clocks change', () => {
  expect(momentOn(day('2026-10-30'), '09:00').toString()).toBe('2026-10-30T13:00:00Z');
  expect(momentOn(day('2026-11-02'), '09:00').toString()).toBe('2026-11-02T14:00:00Z');
  expect(momentOn(day('2027-03-14'), '02:30').toString()).toBe('2027-03-14T07:30:00Z');
});

test('a school year turns over on 1 August, and a demo begun in summer has both', () => {
  expect(schoolYearOf(day('2026-07-31'))).toBe(2025);
  expect(schoolYearOf(day('2026-08-01'))).toBe(2026);
  expect(schoolYearsAround(day('2026-11-24'))).toEqual({ first: 2026, last: 2026 });
  expect(schoolYearsAround(day('2026-07-15'))).toEqual({ first: 2025, last: 2026 });
});

test('the school year of the demo never ends while something is booked in it', () => {
  expect(openSchoolYear(day('2026-11-24'))).toBe(2026);
  expect(openSchoolYear(day('2027-04-12'))).toBe(2026);
  for (const late of ['2027-04-13', '2027-06-15', '2027-07-31', '2027-08-10', '2027-12-31']) expect(openSchoolYear(day(late))).toBe(2027);
});
