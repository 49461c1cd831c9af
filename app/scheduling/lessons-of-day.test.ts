import { expect, test } from 'vitest';
import type { BellSchedule } from '../school-time/school-day.ts';
import { courseOf, lessonsMissed, lessonsOfDay, type CourseLine } from './lessons-of-day.ts';

const line = (periodName: string, course: string, dayTypeName: string | null = null): CourseLine => ({ periodName, dayTypeName, course, fromDate: '2026-08-01', untilDate: '2027-01-16' });
const lines = [line('1', 'Math'), line('2', 'Art'), line('2', 'Choir', 'B')];
const period = (name: string, startMinute: number, endMinute: number, bookable = true) => ({ name, startMinute, endMinute, bookable });
const bells: BellSchedule[] = [{ fromDate: '2026-08-01', untilDate: null, dayTypes: [
  { name: 'A', weekdays: [1, 3, 5], periods: [period('1', 480, 530), period('2', 534, 584), period('Lunch', 588, 618, false)] },
  { name: 'B', weekdays: [2, 4], periods: [period('1', 480, 530), period('2', 534, 584)] },
] }];
const at = (text: string) => Date.parse(`${text}:00Z`);

test('a kind of day goes before all days, and a line holds on its dates alone', () => {
  expect(courseOf(lines, '2026-12-01', 'B', '2')).toBe('Choir');
  expect(courseOf(lines, '2026-12-02', 'A', '2')).toBe('Art');
  expect(courseOf(lines, '2027-01-16', 'A', '2')).toBeNull();
});

test('a visit that took place took the lesson of its own day', () => {
  const counts = lessonsMissed([at('2026-12-01T08:54'), at('2026-12-02T08:54'), at('2026-12-03T08:54'), at('2026-12-03T20:00')], bells, 'UTC', lines);
  expect(Object.fromEntries(counts)).toEqual({ Choir: 2, Art: 1 });
});

test('above a period hangs its course, whether it may be missed, and how often it was', () => {
  const { periods } = { periods: bells[0]!.dayTypes[0]!.periods.map(({ name, bookable, startMinute, endMinute }) => ({ name, bookable, fromMs: startMinute, untilMs: endMinute })) };
  const hung = lessonsOfDay(periods, 'A', '2026-12-02', { lines, isProtected: (name) => name === '1', known: true, missed: new Map([['Art', 2]]) });
  expect(hung.map(({ course, is, missed }) => [course, is, missed])).toEqual([['Math', 'core', 0], ['Art', 'may', 2], [null, 'own', null]]);
});

test('who sees no courses is told whether a lesson may be missed, and no count', () => {
  const [first] = lessonsOfDay([{ name: '1', bookable: true, fromMs: 0, untilMs: 1 }], 'A', '2026-12-02', { lines: [], isProtected: () => false, known: true, missed: null });
  expect(first).toMatchObject({ course: null, is: 'may', missed: null });
});
