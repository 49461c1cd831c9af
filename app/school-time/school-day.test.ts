import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../time/zone.ts';
import { dayTypeOn, periodProblem, schoolDayOn, schoolDays, type BellSchedule, type Period } from './school-day.ts';

const zone = 'America/New_York';
const period = (name: string, startMinute: number, endMinute: number, bookable = true): Period => ({ name, startMinute, endMinute, bookable });
const bells: BellSchedule[] = [
  {
    fromDate: '2026-08-24',
    untilDate: '2026-12-05',
    dayTypes: [
      { name: 'Regular', weekdays: [1], periods: [period('Period 2', 526, 571), period('Period 1', 480, 522), period('Lunch', 700, 730, false)] },
      { name: 'Early release', weekdays: [3], periods: [period('Period 1', 490, 522)] },
    ],
  },
  { fromDate: '2026-12-05', untilDate: null, dayTypes: [{ name: 'Winter', weekdays: [1, 3], periods: [period('Block', 540, 630)] }] },
];

describe('a school day', () => {
  test('has the bells of its weekday, in the order of the day, on the clock of the school', () => {
    const day = schoolDayOn(bells, zone, '2026-11-30')!;
    expect(day.dayTypeName).toBe('Regular');
    expect(day.periods.map((one) => [one.name, one.bookable])).toEqual([['Period 1', true], ['Period 2', true], ['Lunch', false]]);
    expect(day.periods[0]!.fromMs).toBe(Temporal.ZonedDateTime.from('2026-11-30T08:00[America/New_York]').epochMilliseconds);
    expect(schoolDayOn(bells, zone, '2026-12-02')!.dayTypeName).toBe('Early release');
  });

  test('keeps its wall time over a clock change', () => {
    const before = schoolDayOn(bells, zone, '2026-10-26')!.periods[0]!;
    const after = schoolDayOn(bells, zone, '2026-11-02')!.periods[0]!;
    expect(after.fromMs - before.fromMs).toBe((7 * 24 + 1) * 3_600_000);
    expect(after.untilMs - after.fromMs).toBe(before.untilMs - before.fromMs);
  });

  test('has the bells that are in force on its date', () => {
    expect(schoolDayOn(bells, zone, '2026-12-07')!.dayTypeName).toBe('Winter');
    expect(schoolDayOn(bells, zone, '2026-08-17')).toBeNull();
  });

  test('is none on a weekday without bells', () => {
    expect(schoolDayOn(bells, zone, '2026-12-01')).toBeNull();
    const week = { fromMs: localDay(zone, '2026-11-30').fromMs, untilMs: localDay(zone, '2026-12-06').untilMs };
    expect(schoolDays(bells, zone, week).map((day) => day.date)).toEqual(['2026-11-30', '2026-12-02']);
  });
});

describe('a date that differs from its weekday', () => {
  const different = (dayTypeName: string | null): BellSchedule[] => [{ ...bells[0]!, days: [{ date: '2026-11-30', dayTypeName, skipsTurn: false }] }];

  test('has the bells of the kind of day that it names', () => {
    expect(schoolDayOn(different('Early release'), zone, '2026-11-30')!.periods.map((one) => one.name)).toEqual(['Period 1']);
    expect(schoolDayOn(different('Early release'), zone, '2026-11-23')!.dayTypeName).toBe('Regular');
  });

  test('is no school day when it is closed, or when the bells in force do not know its kind', () => {
    expect(schoolDayOn(different(null), zone, '2026-11-30')).toBeNull();
    expect(schoolDayOn(different('Testing'), zone, '2026-11-30')).toBeNull();
  });
});

describe('kinds of day that take turns', () => {
  const day = (name: string, turn: number | null, weekdays: number[]) => ({ name, turn, weekdays, periods: [period(`Period ${name}`, 480, 522)] });
  const rotating = (days: BellSchedule['days'] = []): BellSchedule[] => [{ fromDate: '2026-11-23', untilDate: null, days, dayTypes: [day('A', 1, [1, 2, 4, 5]), day('B', 2, [1, 2, 4, 5]), day('Short', null, [3])] }];
  const kinds = (schedule: BellSchedule[]) => ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-30'].map((date) => dayTypeOn(schedule, date)?.name ?? '-').join(' ');

  test('hold one after the other, over weekends and over weekdays with a kind of their own', () => {
    expect(kinds(rotating())).toBe('A B Short A B - A');
  });

  test('go on where they stopped after a day that takes no turn, and lose the turn of one that does', () => {
    expect(kinds(rotating([{ date: '2026-11-24', dayTypeName: null, skipsTurn: true }]))).toBe('A - Short B A - B');
    expect(kinds(rotating([{ date: '2026-11-24', dayTypeName: null, skipsTurn: false }]))).toBe('A - Short A B - A');
  });

  test('are counted from the first day of the bells, also when that is no day of theirs', () => {
    expect(dayTypeOn([{ ...rotating()[0]!, fromDate: '2026-11-21' }], '2026-11-23')?.name).toBe('A');
    expect(dayTypeOn([{ ...rotating()[0]!, fromDate: '2026-11-25' }], '2026-11-26')?.name).toBe('A');
  });
});

describe('a period that somebody types', () => {
  const good = [period('Period 1', 480, 522), period('Period 2', 526, 571)];

  test('is fine when it stands beside the others', () => {
    expect(good.map((_, at) => periodProblem(good, at))).toEqual([null, null]);
    expect(periodProblem([period('A', 480, 522), period('B', 522, 571)], 1)).toBeNull();
  });

  test.each([
    ['ends-before-it-begins', period('Period 3', 600, 600)],
    ['outside-the-day', period('Period 3', 1430, 1450)],
    ['overlaps-another-period', period('Period 3', 560, 600)],
    ['name-taken', period(' period 1', 600, 640)],
    ['name-missing', period('  ', 600, 640)],
  ])('is told that it %s', (problem, added) => {
    expect(periodProblem([...good, added], 2)).toBe(problem);
  });
});
