import { describe, expect, test } from 'vitest';
import { minutesUntil, nextOf, opensNow, standingOf, type DayAppointment } from './day.ts';

const at = (startsAt: string, endsAt: string, rest: Partial<DayAppointment> = {}): DayAppointment => ({
  id: startsAt, startsAt, endsAt, zone: 'America/New_York', state: 'booked', place: 'school', room: 'Room 114', school: 'Alder Creek', student: 'A', initials: 'A', therapist: 'T', code: null, waitingSince: null, ...rest,
});
const first = at('2026-12-01T14:00:00Z', '2026-12-01T14:50:00Z');
const second = at('2026-12-01T16:00:00Z', '2026-12-01T16:50:00Z');

describe('what is next', () => {
  test('is what goes on now, even when another has begun', () => {
    const goingOn = { ...second, state: 'in_progress' as const };
    expect(nextOf([first, goingOn], '2026-12-01T14:10:00Z')).toBe(goingOn);
  });
  test('is the first that has not ended', () => {
    expect(nextOf([first, second], '2026-12-01T14:49:00Z')).toBe(first);
    expect(nextOf([first, second], '2026-12-01T14:50:00Z')).toBe(second);
    expect(nextOf([first, second], '2026-12-01T16:50:00Z')).toBeNull();
  });
});

test('somebody who waits comes before the clock', () => {
  expect(standingOf({ ...second, waitingSince: '2026-12-01T15:50:00Z' }, '2026-12-01T15:55:00Z')).toBe('waiting');
  expect(standingOf(second, '2026-12-01T15:55:00Z')).toBe('soon');
  expect(standingOf(second, '2026-12-01T10:00:00Z')).toBe('later');
  expect(standingOf(second, '2026-12-01T16:00:00Z')).toBe('begun');
  expect(minutesUntil(second, '2026-12-01T15:55:30Z')).toBe(5);
});

test('a visit opens from a quarter of an hour before to half an hour after', () => {
  expect(opensNow(first, '2026-12-01T13:44:59Z')).toBe(false);
  expect(opensNow(first, '2026-12-01T13:45:00Z')).toBe(true);
  expect(opensNow(first, '2026-12-01T15:20:00Z')).toBe(true);
  expect(opensNow(first, '2026-12-01T15:20:01Z')).toBe(false);
});
