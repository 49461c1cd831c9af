import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { joinedHours, openTime, type WeeklyHours } from './weekly-hours.ts';

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

  test('lines that touch or overlap are joined, so that a visit fits into one', () => {
    const lines = [line(2, 540, 660), line(1, 660, 720), line(1, 540, 600), line(1, 590, 660), line(1, 780, 840)];
    expect(joinedHours(lines)).toEqual([line(1, 540, 720), line(1, 780, 840), line(2, 540, 660)]);
  });
});
