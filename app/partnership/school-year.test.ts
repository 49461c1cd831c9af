import { expect, test } from 'vitest';
import { termProblem } from './school-year.ts';

const year = { firstDay: '2026-08-24', lastDay: '2027-06-11' };
const term = (firstDay: string, lastDay: string) => ({ title: 'Term', firstDay, lastDay });

test('terms that follow one another within their year are right, to the very day', () => {
  const terms = [term('2026-08-24', '2026-12-18'), term('2026-12-19', '2027-06-11')];
  expect(terms.map((_, at) => termProblem(year, terms, at))).toEqual([null, null]);
});

test('a term that begins before its year, ends after it, ends before it begins, or shares a day with another one is named', () => {
  expect(termProblem(year, [term('2026-08-23', '2026-12-18')], 0)).toBe('term-outside');
  expect(termProblem(year, [term('2026-08-24', '2027-06-12')], 0)).toBe('term-outside');
  expect(termProblem(year, [term('2026-12-18', '2026-12-17')], 0)).toBe('order');
  expect(termProblem(year, [term('2026-08-24', '2026-12-18'), term('2026-12-18', '2027-06-11')], 1)).toBe('term-overlaps');
});
