import { expect, test } from 'vitest';
import { asksForSomething, dayOnTheClock, trailFilter } from './trail-filter.ts';

const read = (query: string) => trailFilter(new URLSearchParams(query));

test('an empty address asks for everything', () => {
  expect(read('')).toEqual({ student: '', studentId: null, person: '', day: '', kind: 'all', before: null });
  expect(asksForSomething(read(''))).toBe(false);
});

test('what is not understood counts as not asked for', () => {
  expect(read('day=yesterday&kind=heard&before=1&studentId=%27--')).toEqual(read(''));
});

test('names, day and kind are read as typed', () => {
  expect(read('student=+Ma+&person=Tran&day=2026-11-24&kind=seen')).toMatchObject({ student: 'Ma', person: 'Tran', day: '2026-11-24', kind: 'seen' });
  expect(asksForSomething(read('kind=done'))).toBe(true);
});

test('a day is as long as it is lived, in its zone', () => {
  expect(dayOnTheClock('2026-11-24', 'America/New_York')).toEqual({ from: '2026-11-24T05:00:00.000000Z', until: '2026-11-25T05:00:00.000000Z' });
  expect(dayOnTheClock('2026-11-01', 'America/Chicago')).toEqual({ from: '2026-11-01T05:00:00.000000Z', until: '2026-11-02T06:00:00.000000Z' });
});
