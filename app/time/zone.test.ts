import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { IntervalSet } from './interval.ts';
import { addDays, closure, daysWithin, isZone, localDay, opening, wallTime } from './zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

/** Days on which something happens to the clock, and plain ones, by zone. */
const places = [
  ['America/Chicago', '2026-03-08'],
  ['America/Chicago', '2026-11-01'],
  ['America/New_York', '2027-03-14'],
  ['America/Phoenix', '2026-03-08'],
  ['America/Phoenix', '2026-11-01'],
  ['Asia/Kolkata', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Santiago', '2026-09-06'],
  ['America/Santiago', '2026-04-05'],
  ['America/Havana', '2026-11-01'],
  ['Europe/Dublin', '2026-10-25'],
  ['Pacific/Apia', '2011-12-31'],
] as const;

const wallMinuteOf = (zone: string, at: number) => {
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return wall.hour * 60 + wall.minute;
};

/** The slow, obvious oracle: walk the day minute by minute and look at the clock. */
function minutesShowing(zone: string, date: string, startMinute: number, endMinute: number): Set<number> {
  const found = new Set<number>();
  const day = localDay(zone, date);
  for (let at = day.fromMs; at < day.untilMs; at += MINUTE_MS) {
    const wall = wallMinuteOf(zone, at);
    if (wall >= startMinute && wall < endMinute) found.add(at);
  }
  return found;
}

function minutesIn(set: IntervalSet): Set<number> {
  const found = new Set<number>();
  for (const { fromMs, untilMs } of set) for (let at = fromMs; at < untilMs; at += MINUTE_MS) found.add(at);
  return found;
}

const anyRule = fc.tuple(fc.constantFrom(...places), fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 1440 }));

describe('wall time becomes an instant by one rule', () => {
  test('an opening holds no minute whose wall time lies outside it', () => {
    fc.assert(
      fc.property(anyRule, ([[zone, date], a, b]) => {
        const shown = minutesShowing(zone, date, a, b);
        expect([...minutesIn(opening(zone, date, a, b))].filter((at) => !shown.has(at))).toEqual([]);
      }),
    );
  });

  test('a closure leaves out no minute whose wall time lies inside it', () => {
    fc.assert(
      fc.property(anyRule, ([[zone, date], a, b]) => {
        const closed = minutesIn(closure(zone, date, a, b));
        expect([...minutesShowing(zone, date, a, b)].filter((at) => !closed.has(at))).toEqual([]);
      }),
    );
  });

  test('on a day without a clock change both are exactly the minutes that the clock shows', () => {
    fc.assert(
      fc.property(fc.constantFrom('America/Phoenix', 'Asia/Kolkata', 'America/Chicago'), fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 1440 }), (zone, a, b) => {
        const shown = minutesShowing(zone, '2026-12-02', a, b);
        expect(minutesIn(opening(zone, '2026-12-02', a, b))).toEqual(shown);
        expect(minutesIn(closure(zone, '2026-12-02', a, b))).toEqual(shown);
      }),
    );
  });

  test('the hour that comes twice: an opening from 01:30 begins the second time, one until 01:30 ends the first time', () => {
    expect(opening('America/Chicago', '2026-11-01', 90, 240)).toEqual([{ fromMs: ms('2026-11-01T07:30:00Z'), untilMs: ms('2026-11-01T10:00:00Z') }]);
    expect(opening('America/Chicago', '2026-11-01', 0, 90)).toEqual([{ fromMs: ms('2026-11-01T05:00:00Z'), untilMs: ms('2026-11-01T06:30:00Z') }]);
    expect(opening('America/Chicago', '2026-11-01', 75, 105)).toEqual([]);
  });

  test('the hour that comes twice: a closure from 01:30 begins the first time, one until 01:30 ends the second time', () => {
    expect(closure('America/Chicago', '2026-11-01', 90, 240)).toEqual([{ fromMs: ms('2026-11-01T06:30:00Z'), untilMs: ms('2026-11-01T10:00:00Z') }]);
    expect(closure('America/Chicago', '2026-11-01', 0, 90)).toEqual([{ fromMs: ms('2026-11-01T05:00:00Z'), untilMs: ms('2026-11-01T07:30:00Z') }]);
    expect(closure('America/Chicago', '2026-11-01', 75, 105)).toEqual([{ fromMs: ms('2026-11-01T06:15:00Z'), untilMs: ms('2026-11-01T07:45:00Z') }]);
  });

  test('the hour that never comes: what is named inside it begins or ends where the clock jumps', () => {
    const jump = ms('2026-03-08T08:00:00Z');
    expect(opening('America/Chicago', '2026-03-08', 150, 240)).toEqual([{ fromMs: jump, untilMs: ms('2026-03-08T09:00:00Z') }]);
    expect(opening('America/Chicago', '2026-03-08', 60, 150)).toEqual([{ fromMs: ms('2026-03-08T07:00:00Z'), untilMs: jump }]);
    expect(opening('America/Chicago', '2026-03-08', 130, 170)).toEqual([]);
    expect(closure('America/Chicago', '2026-03-08', 130, 170)).toEqual([]);
  });

  test('a rule that ends before it begins is no time at all', () => {
    expect(opening('America/Chicago', '2026-11-01', 105, 75)).toEqual([]);
    expect(closure('America/Chicago', '2026-11-01', 105, 75)).toEqual([]);
  });
});

describe('a local day', () => {
  test.each([
    ['America/Chicago', '2026-03-08', 23],
    ['America/Chicago', '2026-11-01', 25],
    ['America/Chicago', '2026-11-24', 24],
    ['America/Phoenix', '2026-11-01', 24],
    ['Asia/Kolkata', '2026-11-01', 24],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/Santiago', '2026-09-06', 23],
  ])('in %s on %s has %d hours', (zone, date, hours) => {
    const day = localDay(zone, date);
    expect((day.untilMs - day.fromMs) / HOUR_MS).toBe(hours);
  });

  test('begins where the day before ends, also where midnight never comes', () => {
    for (const [zone, date] of places) expect(localDay(zone, addDays(date, 1)).fromMs).toBe(localDay(zone, date).untilMs);
    expect(opening('America/Santiago', '2026-09-06', 0, 1440)).toEqual([{ fromMs: ms('2026-09-06T04:00:00Z'), untilMs: ms('2026-09-07T03:00:00Z') }]);
  });

  test('open from 0 to 1440 is the whole day, closed likewise', () => {
    for (const [zone, date] of places) {
      const { fromMs, untilMs } = localDay(zone, date);
      expect(opening(zone, date, 0, 1440)).toEqual([{ fromMs, untilMs }]);
      expect(closure(zone, date, 0, 1440)).toEqual([{ fromMs, untilMs }]);
    }
  });
});

describe('calendar and clock', () => {
  test('show the half hour of a half-hour zone and the weekday by ISO number', () => {
    expect(wallTime('Asia/Kolkata', ms('2026-11-24T03:30:00Z'))).toEqual({ date: '2026-11-24', minute: 540, weekday: 2 });
    expect(localDay('Asia/Kolkata', '2026-11-29').weekday).toBe(7);
  });

  test('list every local day that has time in an interval, and none for an empty one', () => {
    const monday = localDay('America/Phoenix', '2026-11-23');
    expect(daysWithin('America/Phoenix', { fromMs: monday.fromMs, untilMs: monday.untilMs }).map((day) => day.date)).toEqual(['2026-11-23']);
    expect(daysWithin('America/Phoenix', { fromMs: monday.fromMs, untilMs: monday.untilMs + 1 }).map((day) => day.date)).toEqual(['2026-11-23', '2026-11-24']);
    expect(daysWithin('America/Phoenix', { fromMs: monday.fromMs, untilMs: monday.fromMs }).map((day) => day.date)).toEqual([]);
  });

  test('know a zone name from something else', () => {
    expect(isZone('America/Phoenix')).toBe(true);
    expect(isZone('Mountain')).toBe(false);
    expect(isZone('+05:30')).toBe(false);
    expect(isZone('')).toBe(false);
  });
});
