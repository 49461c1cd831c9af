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

test('a period that is renamed on the usual days and stays on short ones leaves its lessons open on the usual days', () => {
  const kinds = (first: string, name = 'Regular'): BellSchedule => ({ ...usual, dayTypes: [{ ...bells([first, 'Period 2']).dayTypes[0]!, name, weekdays: [1, 2, 4, 5] }, { name: 'Early', weekdays: [3], periods: usual.dayTypes[0]!.periods }] });
  expect(periodsGone([lesson()], [kinds('Period 1')], [kinds('1st')], today)).toEqual([{ periodName: 'Period 1', dayTypeName: null, lessons: 2 }]);
  expect(periodsGone([lesson()], [kinds('Period 1')], [kinds('1st', 'Every day')], today)).toHaveLength(1);
  expect(periodsGone([lesson()], [kinds('Period 1')], [kinds('Period 1', 'Every day')], today)).toEqual([]);
  expect(periodsGone([lesson()], [kinds('1st')], [kinds('First')], today)).toEqual([]);
});

test('days that take turns may begin their turns anew', () => {
  const turns = (names: readonly [string, string]): BellSchedule => ({ ...usual, dayTypes: names.map((name, at) => ({ name, turn: at + 1, weekdays: [1, 2, 3, 4, 5], periods: bells([`Period ${at + 1}`]).dayTypes[0]!.periods })) });
  expect(periodsGone([lesson()], [turns(['A', 'B'])], [{ ...turns(['A', 'B']), fromDate: '2026-12-01' }], today)).toEqual([]);
  expect(periodsGone([lesson()], [turns(['A', 'B'])], [turns(['Odd', 'Even'])], today)).toEqual([]);
});
