import { parseWithZod } from '@conform-to/zod/v4';
import { expect, test } from 'vitest';
import { dayForm, typedDay } from './day-form.ts';

const send = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ date: '2026-12-01', ...fields })) form.set(name, value);
  return parseWithZod(form, { schema: dayForm });
};
const lines = (fields: Record<string, string>) => {
  const submission = send(fields);
  return submission.status === 'success' ? typedDay(submission.value, 'America/New_York').lines.map(({ startMinute, endMinute }) => [startMinute, endMinute]) : submission.reply().error;
};

test('none, one or two lines; an end of midnight is the end of the day', () => {
  expect(lines({})).toEqual([]);
  expect(lines({ from: '09:00', until: '12:00' })).toEqual([[540, 720]]);
  expect(lines({ from: '13:00', until: '00:00', from2: '09:00', until2: '12:00' })).toEqual([[540, 720], [780, 1440]]);
});

test('lines that touch or overlap are one', () => {
  expect(lines({ from: '09:00', until: '12:00', from2: '12:00', until2: '15:00' })).toEqual([[540, 900]]);
  expect(lines({ from: '09:00', until: '15:00', from2: '10:00', until2: '11:00' })).toEqual([[540, 900]]);
});

test('half a line, or one that runs backwards, is told beside its field', () => {
  expect(lines({ from: '09:00' })).toEqual({ until: ['required'] });
  expect(lines({ until2: '09:00' })).toEqual({ from2: ['required'] });
  expect(lines({ from: '12:00', until: '09:00' })).toEqual({ until: ['order'] });
});
