import { describe, expect, test } from 'vitest';
import { bellLabel } from './bell-label.ts';
import { readBellPlus, type BellFiles } from './bell-plus.ts';
import { bellsFromFile } from './bells-from-file.ts';

const files = (changes: Partial<BellFiles> = {}): BellFiles => ({
  schedules: ['* weekend # Weekend', '* holiday # Holiday', '* normal # Normal Schedule', '8:00 Passing to {Period 1}', '8:10 {Period 1}', '9:00 Break', '9:10 {Period 2}/{Period 3}', '10:00 Advisory', '10:20 Break', '10:30 Free', '', '* minimum # Minimum Day', '8:10 {Period 1}', '8:40 Free'].join('\r\n'),
  calendar: '* Default Week\nSun weekend\nMon normal\nTue normal # Tuesday\nWed minimum\nThu normal\nFri normal\nSat weekend\n\n* Special Days\n11/26/2026-11/27/2026 holiday # Thanksgiving Break\n12/01/2026 minimum # Conferences\n06/15/2027 holiday',
  meta: '{ "name": "Elm Middle", "periods": ["Period 1", "Period 2", "Period 3"] }',
  ...changes,
});
const dates = { fromDate: '2026-08-24', untilDate: '2027-06-12' };
const problemsOf = (changes: Partial<BellFiles>) => readBellPlus(files(changes)).problems;

describe('bell schedules of a file', () => {
  test('become kinds of day with periods: lessons can be left, breaks and what nobody explains cannot, passing time is none', () => {
    const { dayTypes } = bellsFromFile(readBellPlus(files()), dates);
    expect(dayTypes.map(({ name, kind, weekdays }) => [name, kind, weekdays])).toEqual([['Normal Schedule', 'regular', [1, 2, 4, 5]], ['Minimum Day', 'early_release', [3]]]);
    expect(dayTypes[0]!.periods).toEqual([
      { name: 'Period 1', startMinute: 490, endMinute: 540, bookable: true }, { name: 'Break', startMinute: 540, endMinute: 550, bookable: false },
      { name: 'Period 2/Period 3', startMinute: 550, endMinute: 600, bookable: true }, { name: 'Advisory', startMinute: 600, endMinute: 620, bookable: false }, { name: 'Break (2)', startMinute: 620, endMinute: 630, bookable: false },
    ]);
  });

  test('bring the dates that differ; those outside the bells’ own dates are counted', () => {
    const { days, outside } = bellsFromFile(readBellPlus(files()), dates);
    expect(days.map(({ date, dayTypeName, closedFor, label }) => [date, dayTypeName ?? closedFor, label])).toEqual([
      ['2026-11-26', 'break', 'Thanksgiving Break'], ['2026-11-27', 'break', 'Thanksgiving Break'], ['2026-12-01', 'Minimum Day', 'Conferences'],
    ]);
    expect(outside).toBe(1);
  });

  test('say what they leave undefined, and nothing when all is said', () => {
    expect(problemsOf({ schedules: files().schedules.replace('10:00 Advisory', '10:00 Free') })).toEqual([]);
    expect(problemsOf({})).toEqual([{ problem: 'part-not-said', name: 'Advisory' }]);
  });

  test.each<[string, Partial<BellFiles>, object]>([
    ['a code that no kind of day has', { calendar: `${files().calendar}\n12/20/2026-12/21/2026 holidy # Winter` }, { problem: 'day-type-unknown', code: 'holidy', from: '2026-12-20', weekday: null }],
    ['a weekday that is left out', { calendar: files().calendar.replace('Sat weekend\n', '') }, { problem: 'weekday-missing', weekday: 6 }],
    ['a period that the list does not know', { meta: '{"periods":["Period 1","Period 2"]}' }, { problem: 'period-not-listed', name: 'Period 3' }],
    ['a period that is never rung', { meta: '{"periods":["Period 1","Period 2","Period 3","Period 4"]}' }, { problem: 'period-never-rung', name: 'Period 4' }],
    ['times that run backwards', { schedules: files().schedules.replace('10:20 Break', '9:20 Break') }, { problem: 'times-run-backwards', name: 'Normal Schedule', minute: 560 }],
    ['a day without a last bell', { schedules: files().schedules.replace('\r\n8:40 Free', '') }, { problem: 'day-type-without-end', name: 'Minimum Day' }],
    ['a kind of day that comes twice', { schedules: `${files().schedules}\n* normal # Again\n8:00 {Period 1}\n9:00 Free` }, { problem: 'day-type-twice', name: 'Again' }],
    ['a kind of day that no day has', { schedules: `${files().schedules}\n* rally # Rally\n8:00 {Period 1}\n9:00 Free` }, { problem: 'day-type-never-used', name: 'Rally' }],
    ['a date that is given twice', { calendar: `${files().calendar}\n11/27/2026 normal` }, { problem: 'date-twice', from: '2026-11-27' }],
    ['a line that cannot be read', { calendar: `${files().calendar}\n02/30/2027 holiday` }, { problem: 'line-not-read', of: 'calendar', line: 14, text: '02/30/2027 holiday' }],
    ['a list of periods that is no JSON', { meta: 'periods' }, { problem: 'meta-not-read' }],
  ])('%s is told', (_, changes, problem) => {
    expect(problemsOf(changes)).toContainEqual(problem);
  });

  test('a date with an unknown kind of day stays one, so that nobody books it unseen', () => {
    const { days } = bellsFromFile(readBellPlus(files({ calendar: `${files().calendar}\n12/20/2026 holidy` })), dates);
    expect(days.at(-1)).toMatchObject({ date: '2026-12-20', dayTypeName: 'holidy', closedFor: null });
  });
});

test.each([['Passing to {Period 2}', 'passing'], ['Walk to {Advisory}', 'passing'], ['{Period 1}/{Period 4}', 'lesson'], ['Lunch A', 'own'], ['Free', 'free'], ['Staggered Dismissal', 'free'], ['Homeroom', 'part']])('"%s" is %s', (label, is) => {
  expect(bellLabel(label).is).toBe(is);
});
