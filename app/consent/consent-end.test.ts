import { expect, test } from 'vitest';
import { consentEndsOn } from './consent-end.ts';

const thisYear = { from: '2026-08-24', until: '2027-06-12' };
const nextYear = { from: '2027-08-23', until: '2028-06-10' };

test('consents hold until the school year ends', () => {
  expect(consentEndsOn('2026-11-24', [nextYear, thisYear])).toBe('2027-06-12');
});

test('with less than thirty days of it left they hold through the next one', () => {
  expect(consentEndsOn('2027-05-13', [thisYear, nextYear])).toBe('2027-06-12');
  expect(consentEndsOn('2027-05-14', [thisYear, nextYear])).toBe('2028-06-10');
});

test('where no year is known they hold for one, also from a leap day', () => {
  expect(consentEndsOn('2026-11-24', [])).toBe('2027-11-24');
  expect(consentEndsOn('2028-02-29', [])).toBe('2029-02-28');
});

test('a school year that ends in the far future does not count', () => {
  expect(consentEndsOn('2026-11-24', [{ from: '2026-08-24', until: '2099-01-01' }])).toBe('2027-11-24');
});
