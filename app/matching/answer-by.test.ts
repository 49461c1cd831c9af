import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { answerBy } from './answer-by.ts';

const due = (now: string, zone = 'America/New_York') => answerBy(Temporal.Instant.from(now), zone).toString();

test('an answer is due at five in the afternoon, two working days on', () => {
  expect(due('2026-11-24T14:00:00Z')).toBe('2026-11-26T22:00:00Z');
});

test('a weekend does not count', () => {
  expect(due('2026-11-27T14:00:00Z')).toBe('2026-12-01T22:00:00Z');
  expect(due('2026-11-28T14:00:00Z')).toBe('2026-12-01T22:00:00Z');
});

test('the day is the place’s, and five stays five when the clocks change', () => {
  expect(due('2026-11-25T04:30:00Z')).toBe('2026-11-26T22:00:00Z');
  expect(due('2026-10-30T14:00:00Z')).toBe('2026-11-03T22:00:00Z');
});
