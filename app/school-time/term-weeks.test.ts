import { describe, expect, test } from 'vitest';
import type { KeptDay } from './different-days.ts';
import type { BellSchedule } from './school-day.ts';
import { spansOf, spanToShow } from './spans.ts';
import { termCounts, termWeeks } from './term-weeks.ts';

const bells: BellSchedule[] = [{ fromDate: '2026-08-24', untilDate: '2027-06-12', dayTypes: [{ name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods: [] }, { name: 'Early release', weekdays: [], kind: 'early_release', periods: [] }] }];
const kept = (date: string, changes: Partial<KeptDay>): KeptDay => ({ date, dayTypeName: null, closedFor: null, label: '', skipsTurn: true, source: 'hand', ...changes });
const span = { firstDay: '2026-11-25', lastDay: '2026-12-08' };

describe('a term at a glance', () => {
  const days = [kept('2026-11-26', { closedFor: 'holiday', label: 'Thanksgiving' }), kept('2026-12-02', { dayTypeName: 'Early release' }), kept('2026-12-03', { dayTypeName: 'Assembly' })];
  const withDays = [{ ...bells[0]!, days }];

  test('is weeks from Monday on, with the month where it begins, and says of every date what it is', () => {
    const { weeks, weekdays } = termWeeks(withDays, days, span);
    expect(weekdays).toEqual([1, 2, 3, 4, 5]);
    expect(weeks.map(({ monday, month }) => [monday, month])).toEqual([['2026-11-23', '2026-11'], ['2026-11-30', null], ['2026-12-07', '2026-12']]);
    expect(weeks.map((week) => week.days.map((cell) => cell.is).join(' '))).toEqual(['outside outside day closed day', 'day day day unknown day', 'day day outside outside outside']);
    expect(weeks[0]!.days[3]).toMatchObject({ closedFor: 'holiday', label: 'Thanksgiving', different: true });
    expect(termCounts(weeks)).toEqual({ schoolDays: 8, closed: 1, special: 1, unknown: 1 });
  });

  test('shows weekends only where there is school on one', () => {
    const saturday = [kept('2026-12-05', { dayTypeName: 'Regular' })];
    expect(termWeeks([{ ...bells[0]!, days: saturday }], saturday, span).weekdays).toHaveLength(7);
  });
});

describe('the stretch that is shown', () => {
  const year = { id: 'y', title: '2026–27', firstDay: '2026-08-24', lastDay: '2027-06-11', fromRoster: false };
  const terms = [{ title: 'Fall', firstDay: '2026-08-24', lastDay: '2027-01-15' }, { title: 'Spring', firstDay: '2027-01-19', lastDay: '2027-06-11' }];

  test('is a term, a year where it has none, and half a year where nobody named either', () => {
    expect(spansOf([{ ...year, terms }], '2026-11-24').map(({ title }) => title)).toEqual(['Fall', 'Spring']);
    expect(spansOf([{ ...year, terms: [] }, { ...year, fromRoster: true, terms: [] }], '2026-11-24')).toHaveLength(1);
    expect(spansOf([], '2026-11-24').map(({ firstDay }) => firstDay)).toEqual(['2026-07-01', '2027-01-01']);
  });

  test('is the one asked for, else the one of today, the next, or the last', () => {
    const shown = (asked: string | null, today: string) => spanToShow(terms, asked, today).title;
    expect([shown('2027-01-19', '2026-11-24'), shown(null, '2026-11-24'), shown(null, '2027-01-17'), shown(null, '2028-01-01'), shown('1999-01-01', '2026-08-01')]).toEqual(['Spring', 'Fall', 'Spring', 'Spring', 'Fall']);
  });
});
