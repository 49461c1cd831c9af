import { expect, test } from 'vitest';
import { bellsStanding } from './bells-standing.ts';

test.each([
  ['2026-08-23', 'ahead'],
  ['2026-08-24', 'in-force'],
  ['2027-06-11', 'in-force'],
  ['2027-06-12', 'over'],
])('on %s the bells of 2026-27 are %s', (today, standing) => {
  expect(bellsStanding({ fromDate: '2026-08-24', untilDate: '2027-06-12' }, today)).toBe(standing);
});

test('bells without a last day do not end', () => {
  expect(bellsStanding({ fromDate: '2026-08-24', untilDate: null }, '2036-01-01')).toBe('in-force');
});
