import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCalendar } from './read-calendar.ts';
import { readEvents } from './read-events.ts';

/** Real calendars that lie beside the project on machines that have them, and what a correct reader finds in each. */
const real = resolve(import.meta.dirname, '../../../shared/real');

type Reading = { busy: [string, string][] };
type Expected = Reading & { file: string; zone: string; windowStart: string; windowEnd: string; alsoAccept?: Reading[] };

const intervals = ({ busy }: Reading) => busy.map(([from, until]) => ({ fromMs: Date.parse(from), untilMs: Date.parse(until) })).sort((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs);

if (existsSync(join(real, 'expected.json'))) {
  const { calendars } = JSON.parse(readFileSync(join(real, 'expected.json'), 'utf8')) as { calendars: Expected[] };
  const read = ({ file, zone, windowStart, windowEnd }: Expected) =>
    [readFileSync(join(real, file)), { zone, within: { fromMs: Date.parse(windowStart), untilMs: Date.parse(windowEnd) } }] as const;

  describe.each(calendars)('$file', (expected) => {
    test('is busy exactly when it should be', () => {
      const found = readCalendar(...read(expected));
      expect(found.ok && found.busy).toEqual(intervals(expected));
    });
  });

  test('what no reader can read is told, and nothing else', () => {
    const told = calendars.flatMap((expected) => {
      const found = readCalendar(...read(expected));
      return found.ok ? found.unreadable.map(({ reason, date }) => `${expected.file}: ${reason} ${date}`) : [`${expected.file}: ${found.reason}`];
    });
    expect(told).toEqual(['calendars/daily-count-exdate-override.ics: ends-before-it-starts 2015-07-09', 'calendars/davx5-date-as-datetime.ics: no-start 2021-05-27']);
  });

  test("a district's calendar lists its days with what they are about", () => {
    const district = calendars.find(({ file }) => file.includes('livingston'))!;
    const found = readEvents(...read(district));
    expect(found.ok && found.events.find(({ summary }) => /Thanksgiving/.test(summary))?.when).toEqual({ kind: 'days', fromDate: '2026-11-26', untilDate: '2026-11-28' });
  });
} else {
  test('finds no ../shared/real beside the project, so its calendars are not read', () => expect(existsSync(real)).toBe(false));
}
