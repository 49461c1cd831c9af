import { parseWithZod } from '@conform-to/zod/v4';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from '../http/schema.ts';
import { hoursTyped, weekFields, weekToType } from './week-form.ts';
import { joinedHours, type WeeklyHours } from './weekly-hours.ts';

const schema = z.object({ days: weekFields });

function sent(days: { lines: { from: string; until: string }[] }[]): FormData {
  const form = new FormData();
  days.forEach(({ lines }, day) => lines.forEach(({ from, until }, at) => {
    form.set(`days[${day}].lines[${at}].from`, from);
    form.set(`days[${day}].lines[${at}].until`, until);
  }));
  return form;
}
const week = (monday: { from: string; until: string }[]) => [{ lines: monday }, ...Array.from({ length: 6 }, () => ({ lines: [{ from: '', until: '' }] }))];
const problems = (monday: { from: string; until: string }[]) => parseWithZod(sent(week(monday)), { schema }).reply().error ?? {};

describe('a week that is typed', () => {
  test('comes back as it was kept, whatever the hours', () => {
    const anyLine = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), startMinute: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1440 }) });
    fc.assert(fc.property(fc.array(anyLine, { maxLength: 12 }), (lines) => {
      const hours = joinedHours(lines.map(({ weekday, startMinute, length }): WeeklyHours => ({ weekday, startMinute, endMinute: Math.min(startMinute + length, 1440) })));
      const submission = parseWithZod(sent(weekToType(hours)), { schema });
      expect(submission.status).toBe('success');
      if (submission.status === 'success') expect(hoursTyped(submission.value.days)).toEqual(hours);
    }));
  });

  test('always has a line left to type in', () => {
    expect(weekToType([])[0]!.lines).toHaveLength(2);
    expect(weekToType([{ weekday: 1, startMinute: 480, endMinute: 720 }, { weekday: 1, startMinute: 780, endMinute: 960 }])[0]!.lines).toHaveLength(3);
  });

  test('may be empty', () => {
    expect(problems([{ from: '', until: '' }])).toEqual({});
  });

  test.each([
    [{ from: '09:00', until: '' }, { 'days[0].lines[0].until': ['required'] }],
    [{ from: '', until: '09:00' }, { 'days[0].lines[0].from': ['required'] }],
    [{ from: '12:00', until: '09:00' }, { 'days[0].lines[0].until': ['order'] }],
    [{ from: 'noon', until: '13:00' }, { 'days[0].lines[0].from': ['time'] }],
  ])('says beside the field what is wrong with %o', (typed, error) => {
    expect(problems([typed])).toEqual(error);
  });
});
