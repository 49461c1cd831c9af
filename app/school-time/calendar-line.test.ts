import { describe, expect, test } from 'vitest';
import type { ListedEvent } from '../calendars/read-events.ts';
import { calendarLine, calendarLines, levelsIn, recognised } from './calendar-line.ts';

describe('the words of a calendar entry', () => {
  test.each<[string, string]>([
    ['Thanksgiving Recess - District Closed', 'break'], ['Labor Day - No School', 'holiday'], ['Winter Break', 'break'], ['Teacher Workday', 'staff_day'], ['Professional Development Days', 'staff_day'], ['Snow Day', 'weather'], ['Holiday', 'holiday'],
  ])('"%s" closes the school for %s', (words, closedFor) => {
    expect(recognised(words)).toEqual({ is: 'closed', closedFor });
  });

  test.each<[string, string]>([
    ['Labor Day - Early Dismissal', 'early_release'], ['Half Day for Students', 'early_release'], ['Minimum Day', 'early_release'], ['Delayed Opening for Students/Staff PD', 'late_start'], ['Two-hour delay', 'late_start'], ['Virtual learning', 'remote'], ['Final Exams', 'testing'],
    ['First Day for Students', 'none'], ['Last Day of School/Graduation', 'none'], ['PTA meeting', 'none'], ['Early bird sale', 'none'],
  ])('"%s" is %s', (words, is) => {
    expect(recognised(words).is).toBe(is);
  });

  test('name the levels that they are for, unless they are for all', () => {
    expect([levelsIn('Early Dismissal Elem'), levelsIn('Early Dismissal LHS Only'), levelsIn('Middle school exams'), levelsIn('Early Dismissal for All'), levelsIn('Spring Recess')]).toEqual([['elementary'], ['high'], ['middle'], [], []]);
  });
});

const event = (changes: Partial<ListedEvent>): ListedEvent => ({ uid: 'u', summary: 'No School', description: '', status: 'confirmed', transparent: false, when: { kind: 'days', fromDate: '2026-11-26', untilDate: '2026-11-28' }, ...changes });

test('whole days are dates from the first to the last, and a time of day counts for its date', () => {
  expect(calendarLine(event({}), 'America/New_York')).toMatchObject({ from: '2026-11-26', last: '2026-11-27' });
  const fromMs = Date.parse('2026-12-02T03:30:00Z');
  expect(calendarLine(event({ when: { kind: 'time', fromMs, untilMs: fromMs + 3_600_000 } }), 'America/New_York')).toMatchObject({ from: '2026-12-01', last: '2026-12-01' });
});

test('what the title does not say is read from the description, without addresses', () => {
  expect(calendarLine(event({ summary: 'Conferences', description: 'Early dismissal\nhttps://example.org/closed' }), 'America/New_York').recognised.is).toBe('early_release');
  expect(calendarLine(event({ summary: 'Concert', description: 'https://example.org/no-school' }), 'America/New_York').recognised.is).toBe('none');
});

test('an entry that is there twice is one line, one that was cancelled becomes nothing, and none is lost', () => {
  const lines = calendarLines([event({ summary: 'Late start' }), event({}), event({}), event({ summary: 'Holiday', status: 'cancelled' })], 'America/New_York');
  expect(lines.map(({ words, recognised: found }) => [words, found.is])).toEqual([['Late start', 'late_start'], ['No School', 'closed'], ['Holiday', 'none']]);
});
