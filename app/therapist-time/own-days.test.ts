import { expect, test } from 'vitest';
import { withOwnDays } from './own-days.ts';

const zone = 'America/New_York';
const at = (text: string) => Date.parse(text);
/** 8 to 16 on the first and second of December, in Columbus. */
const open = [{ fromMs: at('2026-12-01T13:00Z'), untilMs: at('2026-12-01T21:00Z') }, { fromMs: at('2026-12-02T13:00Z'), untilMs: at('2026-12-02T21:00Z') }];

test('a day’s own hours take the place of the weekly ones, longer or shorter, and other days stay', () => {
  expect(withOwnDays(open, [{ date: '2026-12-01', zone, lines: [{ startMinute: 720, endMinute: 1080 }] }])).toEqual([{ fromMs: at('2026-12-01T17:00Z'), untilMs: at('2026-12-01T23:00Z') }, open[1]]);
});

test('a day without hours is shut, and one that was shut can be open', () => {
  expect(withOwnDays(open, [{ date: '2026-12-02', zone, lines: [] }])).toEqual([open[0]]);
  expect(withOwnDays([], [{ date: '2026-12-05', zone, lines: [{ startMinute: 540, endMinute: 600 }] }])).toEqual([{ fromMs: at('2026-12-05T14:00Z'), untilMs: at('2026-12-05T15:00Z') }]);
});
