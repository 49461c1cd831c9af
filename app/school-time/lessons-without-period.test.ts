import { expect, test } from 'vitest';
import { lessonsWithoutPeriod, periodsGone, type ProtectedLessons } from './lessons-without-period.ts';
import type { BellSchedule } from './school-day.ts';

const today = '2026-11-24';
const bells = (names: readonly string[], changes: Partial<BellSchedule> = {}): BellSchedule => ({
  fromDate: '2026-08-24', untilDate: null, dayTypes: [{ name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods: names.map((name, at) => ({ name, startMinute: 480 + at * 60, endMinute: 530 + at * 60, bookable: true })) }], ...changes,
});
const lesson = (changes: Partial<ProtectedLessons> = {}): ProtectedLessons => ({ periodName: 'Period 1', dayTypeName: null, fromDate: '2026-08-24', untilDate: '2027-06-12', count: 2, ...changes });
const usual = bells(['Period 1', 'Period 2']);

test('renamed periods leave their protected lessons open, and say how many', () => {
  expect(periodsGone([lesson(), lesson({ periodName: 'Period 2', count: 1 })], [usual], [bells(['1st', 'Period 2'])], today)).toEqual([{ periodName: 'Period 1', dayTypeName: null, lessons: 2 }]);
});

test('a period that rings twice keeps its lessons', () => {
  expect(periodsGone([lesson()], [usual], [bells(['Period 1 (2)'])], today)).toEqual([]);
});

test('bells that begin later count from then on, those that end before the lesson do not, and what was so before is told no more', () => {
  const later = bells(['1st'], { fromDate: '2027-01-04' });
  expect(periodsGone([lesson()], [usual], [{ ...usual, untilDate: '2027-01-04' }, later], today)).toHaveLength(1);
  expect(periodsGone([lesson({ untilDate: '2027-01-04' })], [usual], [{ ...usual, untilDate: '2027-01-04' }, later], today)).toEqual([]);
  expect(periodsGone([lesson()], [later], [later], today)).toEqual([]);
  expect(lessonsWithoutPeriod([{ ...usual, untilDate: today }], [lesson({ periodName: 'Old' })], today)).toEqual([]);
});

test('a lesson of one kind of day needs that kind with the period', () => {
  expect(periodsGone([lesson({ dayTypeName: 'Regular' })], [usual], [{ ...usual, dayTypes: usual.dayTypes.map((one) => ({ ...one, name: 'A' })) }], today)).toEqual([{ periodName: 'Period 1', dayTypeName: 'Regular', lessons: 2 }]);
});
