import { expect, test } from 'vitest';
import { byProtection, isProtected, type LessonRule } from './lessons.ts';

const rule = (changes: Partial<LessonRule> = {}): LessonRule => ({ periodName: 'Period 1', dayTypeName: null, fromDate: '2026-08-24', untilDate: '2027-01-23', protected: true, ...changes });

test('a lesson is protected on its dates, in its period', () => {
  expect(isProtected([rule()], '2026-11-24', 'Regular', 'Period 1')).toBe(true);
  expect(isProtected([rule()], '2026-11-24', 'Regular', 'Period 2')).toBe(false);
  expect(isProtected([rule()], '2027-01-23', 'Regular', 'Period 1')).toBe(false);
  expect(isProtected([rule({ untilDate: null })], '2031-01-23', 'Regular', 'Period 1')).toBe(true);
});

test('the line of a kind of day goes before the one of all days', () => {
  const lessons = [rule(), rule({ dayTypeName: 'B', protected: false })];
  expect(isProtected(lessons, '2026-11-24', 'A', 'Period 1')).toBe(true);
  expect(isProtected(lessons, '2026-11-24', 'B', 'Period 1')).toBe(false);
});

test('days fall into what is left for a visit and what is not to be missed', () => {
  const period = (name: string) => ({ name, bookable: true, fromMs: 0, untilMs: 1 });
  const days = [{ date: '2026-11-24', dayTypeName: 'Regular', periods: [period('Period 1'), period('Period 2')] }];
  const { open, protectedLessons } = byProtection(days, [rule()]);
  expect([open[0]!.periods.map(({ name }) => name), protectedLessons[0]!.periods.map(({ name }) => name)]).toEqual([['Period 2'], ['Period 1']]);
  expect(byProtection(days, [])).toEqual({ open: days, protectedLessons: [] });
});

test('a further stretch of a period is protected as the period is, unless its own line says otherwise', () => {
  expect(isProtected([rule()], '2026-11-24', 'Regular', 'Period 1 (2)')).toBe(true);
  expect(isProtected([rule(), rule({ periodName: 'Period 1 (2)', protected: false })], '2026-11-24', 'Regular', 'Period 1 (2)')).toBe(false);
  expect(isProtected([rule({ dayTypeName: 'A' }), rule({ periodName: 'Period 1 (2)', protected: false })], '2026-11-24', 'A', 'Period 1 (2)')).toBe(false);
  expect(isProtected([rule({ periodName: 'Period 1 (2)' })], '2026-11-24', 'Regular', 'Period 1')).toBe(false);
  expect(isProtected([rule()], '2026-11-24', 'Regular', 'Period 1 (late)')).toBe(false);
});
