import { expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { slotsByDay } from './slots-by-day.ts';

const at = (text: string) => ({ startMs: Temporal.Instant.from(text).epochMilliseconds });

test('slots stand under the date on the wall where the student is, not under the UTC date', () => {
  const evening = at('2026-12-02T02:30:00Z');
  const morning = at('2026-12-02T15:00:00Z');
  expect(slotsByDay([morning, evening], 'America/Chicago')).toEqual([
    { date: '2026-12-01', slots: [evening] },
    { date: '2026-12-02', slots: [morning] },
  ]);
  expect(slotsByDay([morning, evening], 'Asia/Kolkata')).toEqual([{ date: '2026-12-02', slots: [evening, morning] }]);
});
