import { expect, test } from 'vitest';
import type { BellSchedule } from './school-day.ts';
import { classIn, timetablePlaces, timetableToType } from './timetable.ts';

const period = (name: string, startMinute: number, bookable = true) => ({ name, startMinute, endMinute: startMinute + 40, bookable });
const bells = (dayTypes: BellSchedule['dayTypes']): BellSchedule[] => [{ fromDate: '2026-08-24', untilDate: null, dayTypes }];

test('every period that a visit could take is a line once, in the order of the day', () => {
  const dayTypes = [{ name: 'Regular', weekdays: [1], periods: [period('Period 2', 540), period('Period 1', 480), period('Lunch', 700, false)] }, { name: 'Early', weekdays: [3], periods: [period('Period 1', 480), period('Period 3', 600)] }];
  expect(timetablePlaces(bells(dayTypes), '2026-11-24').map(({ periodName, dayTypeName }) => [periodName, dayTypeName])).toEqual([['Period 1', null], ['Period 2', null], ['Period 3', null]]);
});

test('kinds of day that take turns have lines of their own', () => {
  const dayTypes = [{ name: 'A', turn: 1, weekdays: [1], periods: [period('Block 1', 480)] }, { name: 'B', turn: 2, weekdays: [1], periods: [period('Block 1', 480)] }, { name: 'Early', weekdays: [], periods: [period('Block 1', 480), period('Advisory', 540)] }];
  expect(timetablePlaces(bells(dayTypes), '2026-11-24').map(({ periodName, dayTypeName }) => [periodName, dayTypeName])).toEqual([['Block 1', 'A'], ['Block 1', 'B'], ['Advisory', null]]);
});

test('a class of the roster stands in the period that the roster names, unless it names several', () => {
  const classes = [{ title: 'Algebra', periods: ['1'] }, { title: 'Art', periods: ['Period 2'] }, { title: 'Music', periods: ['3'] }, { title: 'Band', periods: ['3'] }];
  expect(['Period 1', 'Period 2', 'Period 3', 'Advisory'].map((name) => classIn(classes, name))).toEqual(['Algebra', 'Art', null, null]);
});

test('what is kept is shown, also for a period that is gone; the roster is asked only where nothing is kept', () => {
  const places = [{ periodName: 'Period 1', dayTypeName: null }, { periodName: 'Period 2', dayTypeName: null }];
  const classes = [{ title: 'Algebra', periods: ['1'] }];
  expect(timetableToType(places, [], classes).map(({ course }) => course)).toEqual(['Algebra', '']);
  const kept = [{ periodName: 'Period 9', dayTypeName: null, course: 'Choir', protected: true }];
  expect(timetableToType(places, kept, classes).map(({ periodName, course }) => [periodName, course])).toEqual([['Period 1', ''], ['Period 2', ''], ['Period 9', 'Choir']]);
});
