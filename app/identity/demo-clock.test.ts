import { expect, test } from 'vitest';
import { clockSteps, demoClockAfter, isClockStep, type ClockStep } from './demo-clock.ts';

const zone = 'America/New_York';
const after = (step: ClockStep, demoNow: string, at = zone) =>
  new Date(demoClockAfter(step, { demoNowMs: Date.parse(demoNow), realNowMs: Date.parse('2026-11-22T23:00:00Z'), zone: at })).toISOString();

test('on a Sunday night the next school morning is Monday at eight, where the school is', () => {
  expect(after('next-school-morning', '2026-11-23T02:00:00Z')).toBe('2026-11-23T13:00:00.000Z');
  expect(after('next-school-morning', '2026-11-23T02:00:00Z', 'America/Phoenix')).toBe('2026-11-23T15:00:00.000Z');
});

test('before eight it is today, at eight and later it is tomorrow, and on a Friday it is Monday', () => {
  expect(after('next-school-morning', '2026-11-24T12:59:00Z')).toBe('2026-11-24T13:00:00.000Z');
  expect(after('next-school-morning', '2026-11-24T13:00:00Z')).toBe('2026-11-25T13:00:00.000Z');
  expect(after('next-school-morning', '2026-11-27T20:00:00Z')).toBe('2026-11-30T13:00:00.000Z');
});

test('a day on is the same time on the wall, also over both clock changes', () => {
  expect(after('1-day', '2026-10-31T14:30:12Z')).toBe('2026-11-01T15:30:12.000Z');
  expect(after('1-day', '2027-03-13T15:30:00Z')).toBe('2027-03-14T14:30:00.000Z');
  expect(after('1-day', '2026-11-24T05:00:00Z')).toBe('2026-11-25T05:00:00.000Z');
});

test('minutes and hours are real ones, and real time is what it says', () => {
  expect(after('10-minutes', '2026-11-24T13:00:00Z')).toBe('2026-11-24T13:10:00.000Z');
  expect(after('1-hour', '2026-11-24T13:00:00Z')).toBe('2026-11-24T14:00:00.000Z');
  expect(after('real-time', '2030-01-01T00:00:00Z')).toBe('2026-11-22T23:00:00.000Z');
});

test('only the steps on the strip are steps', () => {
  expect(clockSteps.every(isClockStep)).toBe(true);
  expect(isClockStep('100-years')).toBe(false);
  expect(isClockStep(null)).toBe(false);
});
