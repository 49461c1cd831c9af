import { expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { blockedFor, bookableStarts, timeRefusal, usualRules } from './booking-rules.ts';

const ms = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const during = { fromMs: ms('2026-12-01T09:00[America/Chicago]'), untilMs: ms('2026-12-01T09:50[America/Chicago]') };

test('note time blocks the therapist and nobody else', () => {
  expect(blockedFor(usualRules, 'therapist', during).untilMs).toBe(during.untilMs + 10 * 60_000);
  for (const kind of ['room', 'student', 'guardian', 'interpreter'] as const) expect(blockedFor(usualRules, kind, during)).toEqual(during);
});

test('notice is real hours, also over a clock change', () => {
  const bookable = bookableStarts({ ...usualRules, noticeHours: 4 }, ms('2026-10-31T23:00[America/Chicago]'), 'America/Chicago');
  expect(bookable.fromMs).toBe(ms('2026-11-01T02:00[America/Chicago]'));
  expect(timeRefusal(bookable, bookable.fromMs - 1)).toBe('too-soon');
  expect(timeRefusal(bookable, bookable.fromMs)).toBeNull();
});

test('the horizon is local days and its last day counts to the end', () => {
  const bookable = bookableStarts({ ...usualRules, horizonDays: 7 }, ms('2026-10-26T18:00[America/Chicago]'), 'America/Chicago');
  expect(timeRefusal(bookable, ms('2026-11-02T23:59[America/Chicago]'))).toBeNull();
  expect(timeRefusal(bookable, ms('2026-11-03T00:00[America/Chicago]'))).toBe('too-far-ahead');
});
