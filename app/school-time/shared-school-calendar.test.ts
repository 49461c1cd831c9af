import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEvents } from '../calendars/read-events.ts';
import { datesFrom } from '../time/zone.ts';
import { calendarLines, type CalendarLine } from './calendar-line.ts';

/** Real calendars of school districts that lie beside the project on machines that have them, and what their days are. */
const real = resolve(import.meta.dirname, '../../../shared/real');

interface Expected {
  file: string; zone: string; windowStart: string; windowEnd: string;
  schoolDays?: { noSchool: string[]; earlyDismissal: string[]; delayedOpening: string[]; remote: string[]; partial: { date: string; who: string; what: string }[] };
}

if (existsSync(join(real, 'expected.json'))) {
  const { calendars } = JSON.parse(readFileSync(join(real, 'expected.json'), 'utf8')) as { calendars: Expected[] };
  describe.each(calendars.filter(({ schoolDays }) => schoolDays))('$file', ({ file, zone, windowStart, windowEnd, schoolDays }) => {
    const read = readEvents(readFileSync(join(real, file)), { zone, within: { fromMs: Date.parse(windowStart), untilMs: Date.parse(windowEnd) } });
    const lines = read.ok ? calendarLines(read.events, zone) : [];
    const datesOf = (which: (line: CalendarLine) => boolean) => [...new Set(lines.filter(which).flatMap(({ from, last }) => datesFrom(from, last)))].sort();
    const forAll = (is: CalendarLine['recognised']['is']) => datesOf((line) => line.recognised.is === is && !line.asks);

    test('closures, early dismissals and delayed openings are recognised by their words', () => {
      expect(forAll('closed')).toEqual(schoolDays!.noSchool.toSorted());
      expect(forAll('early_release')).toEqual(schoolDays!.earlyDismissal.toSorted());
      expect(forAll('late_start')).toEqual(schoolDays!.delayedOpening.toSorted());
      expect(forAll('remote')).toEqual(schoolDays!.remote.toSorted());
    });

    test('what is for some students only is asked about, with whom it names', () => {
      expect(datesOf((line) => line.asks)).toEqual(schoolDays!.partial.map(({ date }) => date).sort());
      const levels = { elementary: 'elementary', 'high school': 'high', 'middle school': 'middle' } as Record<string, string>;
      for (const { date, who } of schoolDays!.partial) expect(lines.find((line) => line.asks && line.from <= date && date <= line.last)?.levels).toEqual([levels[who]]);
    });

    test('no entry is dropped', () => {
      expect(read.ok && read.unreadable).toEqual([]);
      expect(lines).toHaveLength(read.ok ? read.events.length : -1);
    });
  });
} else {
  test('finds no ../shared/real beside the project, so its school calendars are not read', () => expect(existsSync(real)).toBe(false));
}
