import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, test } from 'vitest';
import { bellsForm, bellsToType, bellsTyped } from './bells-form.ts';
import type { BellSchedule } from './school-day.ts';

const bells: BellSchedule & { name: string } = {
  name: '2026-27', fromDate: '2026-08-24', untilDate: '2027-06-12',
  dayTypes: [
    { name: 'Regular', weekdays: [1, 2, 4, 5], kind: 'regular', turn: null, periods: [{ name: 'Period 1', startMinute: 490, endMinute: 533, bookable: true }, { name: 'Lunch', startMinute: 670, endMinute: 700, bookable: false }] },
    { name: 'Early release', weekdays: [3], kind: 'early_release', turn: null, periods: [{ name: 'Period 1', startMinute: 490, endMinute: 522, bookable: true }] },
  ],
};

/** As a browser sends the form that shows `typed`. */
function sent(typed: ReturnType<typeof bellsToType>): FormData {
  const form = new FormData();
  const { dayTypes, ...plain } = typed;
  for (const [name, value] of Object.entries(plain)) form.set(name, value);
  dayTypes.forEach(({ name, weekdays, periods, kind, takesTurns }, at) => {
    form.set(`dayTypes[${at}].name`, name);
    form.set(`dayTypes[${at}].kind`, kind);
    if (takesTurns) form.set(`dayTypes[${at}].takesTurns`, takesTurns);
    for (const weekday of weekdays) form.append(`dayTypes[${at}].weekdays`, weekday);
    periods.forEach((period, n) => Object.entries(period).forEach(([key, value]) => form.set(`dayTypes[${at}].periods[${n}].${key}`, value)));
  });
  return form;
}
const read = (typed: ReturnType<typeof bellsToType>) => parseWithZod(sent(typed), { schema: bellsForm });

describe('a bell schedule that is typed', () => {
  test('comes back as it was kept', () => {
    const submission = read(bellsToType(bells));
    expect(submission.reply().error).toBeUndefined();
    if (submission.status === 'success') expect(bellsTyped(submission.value)).toEqual(bells);
  });

  test('may have no last day', () => {
    const submission = read(bellsToType({ ...bells, untilDate: null }));
    if (submission.status === 'success') expect(bellsTyped(submission.value).untilDate).toBeNull();
    expect(submission.status).toBe('success');
  });

  test('may have a day type on no weekday, for days that are named later', () => {
    const typed = bellsToType(bells);
    typed.dayTypes[1]!.weekdays = [];
    const submission = read(typed);
    expect(submission.status === 'success' && bellsTyped(submission.value).dayTypes[1]!.weekdays).toEqual([]);
  });

  test('may have kinds of day that take turns on the same weekdays, in the order in which they stand', () => {
    const dayTypes = bells.dayTypes.map((one, at) => ({ ...one, weekdays: [1, 2, 3, 4, 5], turn: at + 1 }));
    const submission = read(bellsToType({ ...bells, dayTypes }));
    expect(submission.status === 'success' && bellsTyped(submission.value).dayTypes.map(({ turn }) => turn)).toEqual([1, 2]);
  });

  test.each<[string, (typed: ReturnType<typeof bellsToType>) => void, string, string]>([
    ['a weekday in two day types', (typed) => typed.dayTypes[1]!.weekdays.push('1'), 'dayTypes[1].weekdays', 'weekday-taken'],
    ['a weekday of a kind that takes turns with one that does not', (typed) => { typed.dayTypes[0]!.takesTurns = 'on'; typed.dayTypes[1]!.weekdays.push('1'); }, 'dayTypes[1].weekdays', 'weekday-taken'],
    ['two day types of one name', (typed) => { typed.dayTypes[1]!.name = 'regular'; }, 'dayTypes[1].name', 'name-taken'],
    ['a period over another', (typed) => { typed.dayTypes[0]!.periods[1]!.from = '08:50'; }, 'dayTypes[0].periods[1].until', 'overlaps-another-period'],
    ['a period that ends before it begins', (typed) => { typed.dayTypes[0]!.periods[0]!.until = '08:10'; }, 'dayTypes[0].periods[0].until', 'ends-before-it-begins'],
    ['a period without a name', (typed) => { typed.dayTypes[0]!.periods[0]!.name = ''; }, 'dayTypes[0].periods[0].name', 'required'],
    ['a time that is none', (typed) => { typed.dayTypes[0]!.periods[0]!.from = '8 am'; }, 'dayTypes[0].periods[0].from', 'time'],
    ['a last day before the first', (typed) => { typed.lastDay = '2026-08-01'; }, 'lastDay', 'order'],
    ['a day type without periods', (typed) => { typed.dayTypes[1]!.periods = []; }, 'dayTypes[1].periods', 'periods-missing'],
  ])('%s is told beside the field', (_, spoil, field, message) => {
    const typed = bellsToType(bells);
    spoil(typed);
    expect(read(typed).reply().error?.[field]).toContain(message);
  });
});
