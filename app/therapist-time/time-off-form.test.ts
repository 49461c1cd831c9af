import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, test } from 'vitest';
import { timeOffForm, typedTimeOff, wholeDays } from './time-off-form.ts';

const zone = 'America/New_York';
const send = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ reason: 'vacation', ...fields })) form.set(name, value);
  return parseWithZod(form, { schema: timeOffForm });
};
const typed = (fields: Record<string, string>) => {
  const submission = send(fields);
  if (submission.status !== 'success') throw new Error(JSON.stringify(submission.reply().error));
  return typedTimeOff(submission.value, zone);
};

describe('time off that is typed', () => {
  test('is whole days unless a time is typed, to the end of the last one, also over a change of the clock', () => {
    expect(typed({ fromDate: '2026-10-31', lastDate: '2026-11-01' })).toEqual({ fromMs: Date.parse('2026-10-31T04:00Z'), untilMs: Date.parse('2026-11-02T05:00Z') });
    expect(typed({ fromDate: '2026-12-01', fromTime: '13:00', lastDate: '2026-12-01', untilTime: '15:30' })).toEqual({ fromMs: Date.parse('2026-12-01T18:00Z'), untilMs: Date.parse('2026-12-01T20:30Z') });
  });

  test('covers both hours when one comes twice', () => {
    expect(typed({ fromDate: '2026-11-01', fromTime: '01:00', lastDate: '2026-11-01', untilTime: '02:00' })).toEqual({ fromMs: Date.parse('2026-11-01T05:00Z'), untilMs: Date.parse('2026-11-01T07:00Z') });
  });

  test.each([
    [{ fromDate: '2026-12-02', lastDate: '2026-12-01' }, { lastDate: ['order'] }],
    [{ fromDate: '2026-12-01', fromTime: '15:00', lastDate: '2026-12-01', untilTime: '13:00' }, { lastDate: ['order'] }],
    [{ fromDate: '2026-12-01', lastDate: '2028-12-01' }, { lastDate: ['tooLong'] }],
    [{ fromDate: '2026-02-30', lastDate: '2026-12-01' }, { fromDate: ['date'] }],
    [{ fromDate: '2026-12-01', lastDate: '2026-12-01', fromTime: 'noon' }, { fromTime: ['time'] }],
  ])('%o is refused beside its field', (fields, error) => {
    expect(send(fields as Record<string, string>).reply().error).toEqual(error);
  });
});

test('whole days are said by their last day', () => {
  expect(wholeDays(typed({ fromDate: '2026-12-01', lastDate: '2026-12-04' }), zone)).toEqual({ firstDate: '2026-12-01', lastDate: '2026-12-04' });
  expect(wholeDays(typed({ fromDate: '2026-12-01', lastDate: '2026-12-04', untilTime: '12:00' }), zone)).toBeNull();
});
