import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { hoursProblem, openTime, type WeeklyHours } from './weekly-hours.ts';

const ms = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const line = (weekday: number, startMinute: number, endMinute: number): WeeklyHours => ({ weekday, startMinute, endMinute });

describe('weekly hours', () => {
  test('open each week at the same wall time, whatever the clock change does to the distance', () => {
    const within = { fromMs: ms('2026-10-26T00:00[America/Chicago]'), untilMs: ms('2026-11-09T00:00[America/Chicago]') };
    expect(openTime([line(1, 540, 720)], 'America/Chicago', within)).toEqual([
      { fromMs: ms('2026-10-26T09:00[America/Chicago]'), untilMs: ms('2026-10-26T12:00[America/Chicago]') },
      { fromMs: ms('2026-11-02T09:00[America/Chicago]'), untilMs: ms('2026-11-02T12:00[America/Chicago]') },
    ]);
  });

  test('are cut to the time that is asked for', () => {
    const within = { fromMs: ms('2026-11-30T10:00[Asia/Kolkata]'), untilMs: ms('2026-11-30T11:00[Asia/Kolkata]') };
    expect(openTime([line(1, 540, 720)], 'Asia/Kolkata', within)).toEqual([within]);
  });

  test('run through midnight when two lines meet there', () => {
    const within = { fromMs: ms('2026-11-30T00:00[America/Phoenix]'), untilMs: ms('2026-12-02T00:00[America/Phoenix]') };
    expect(openTime([line(1, 1320, 1440), line(2, 0, 60)], 'America/Phoenix', within)).toEqual([
      { fromMs: ms('2026-11-30T22:00[America/Phoenix]'), untilMs: ms('2026-12-01T01:00[America/Phoenix]') },
    ]);
  });

  test.each([
    ['ends-before-it-begins', line(1, 720, 720)],
    ['outside-the-day', line(1, 1400, 1441)],
    ['overlaps-another-line', line(1, 600, 660)],
  ])('a line that somebody types is told that it %s', (problem, added) => {
    expect(hoursProblem([line(1, 540, 660), added], 1)).toBe(problem);
  });

  test('a line may touch another, or stand at the same time on another day', () => {
    const lines = [line(1, 540, 660), line(1, 660, 720), line(2, 540, 660)];
    expect(lines.map((_, at) => hoursProblem(lines, at))).toEqual([null, null, null]);
  });
});
