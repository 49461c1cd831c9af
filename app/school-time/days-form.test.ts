import { describe, expect, test } from 'vitest';
import { changeTyped, daysForm } from './days-form.ts';
import type { BellSchedule } from './school-day.ts';

const bells: BellSchedule[] = [{ fromDate: '2026-08-24', untilDate: null, dayTypes: [{ name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods: [] }, { name: 'Early release', weekdays: [], periods: [] }] }];
const typed = (changes: object) => daysForm.parse({ from: '2026-12-18', what: 'closed:break', ...changes });

describe('a change of the calendar', () => {
  test('closes every date of a range, weekends too, and takes no turn unless it is to be lost', () => {
    const { say } = changeTyped(typed({ last: '2026-12-21', label: 'Winter break' }), bells);
    expect(say.map(({ date, closedFor, label, skipsTurn }) => [date, closedFor, label, skipsTurn])).toEqual(['18', '19', '20', '21'].map((day) => [`2026-12-${day}`, 'break', 'Winter break', true]));
    expect(changeTyped(typed({ losesTurn: true }), bells).say[0]!.skipsTurn).toBe(false);
  });

  test('gives a kind of day to school days of a range alone, and to a single date whatever it is', () => {
    expect(changeTyped(typed({ last: '2026-12-21', what: 'kind:Early release' }), bells).say.map(({ date }) => date)).toEqual(['2026-12-18', '2026-12-21']);
    expect(changeTyped(typed({ from: '2026-12-19', what: 'kind:Early release' }), bells).say).toMatchObject([{ date: '2026-12-19', dayTypeName: 'Early release', skipsTurn: false }]);
  });

  test('makes dates usual again', () => {
    expect(changeTyped(typed({ last: '2026-12-19', what: 'usual' }), bells)).toEqual({ say: [], forget: ['2026-12-18', '2026-12-19'] });
  });

  test.each([[{ last: '2026-12-17' }, 'order'], [{ last: '2027-06-18' }, 'too-many-days'], [{ what: 'closed:strike' }, 'required'], [{ from: 'Monday' }, 'date']])('%j is told', (changes, message) => {
    expect(daysForm.safeParse({ from: '2026-12-18', what: 'usual', ...changes }).error?.issues.map((issue) => issue.message)).toContain(message);
  });
});
