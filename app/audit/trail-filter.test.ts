import { expect, test } from 'vitest';
import { asksForSomething, dayOnTheClock, exported, trailFilter } from './trail-filter.ts';

const read = (query: string, named?: Record<string, string>) => trailFilter(new URLSearchParams(query), named);

test('an empty address asks for everything', () => {
  expect(read('')).toEqual({ student: '', studentId: null, person: '', asked: '', day: '', kind: 'all', before: null });
  expect(asksForSomething(read(''))).toBe(false);
});

test('what is not understood counts as not asked for', () => {
  expect(read('day=yesterday&kind=heard&before=1&studentId=%27--')).toEqual(read(''));
});

test('day and kind are read as typed, names from what was sealed; an address that holds one finds nobody by it, and none is led to (check 20)', () => {
  const found = read('asked=sealed&student=Ma&day=2026-11-24&kind=seen', { student: ' Nú ', person: 'Tran' });
  expect(found).toMatchObject({ student: 'Nú', person: 'Tran', asked: 'sealed', day: '2026-11-24', kind: 'seen' });
  expect(exported(found).toString()).toBe('asked=sealed&day=2026-11-24&kind=seen');
  expect(read('student=Ma&person=Tran')).toEqual(read(''));
  expect(asksForSomething(read('kind=done'))).toBe(true);
});

test('a day is as long as it is lived, in its zone', () => {
  expect(dayOnTheClock('2026-11-24', 'America/New_York')).toEqual({ from: '2026-11-24T05:00:00.000000Z', until: '2026-11-25T05:00:00.000000Z' });
  expect(dayOnTheClock('2026-11-01', 'America/Chicago')).toEqual({ from: '2026-11-01T05:00:00.000000Z', until: '2026-11-02T06:00:00.000000Z' });
});
