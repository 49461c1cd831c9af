import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBellPlus, type BellProblem } from './bell-plus.ts';
import { bellsFromFile } from './bells-from-file.ts';
import { dayTypeOn, periodProblem } from './school-day.ts';

/** Real bell schedules that lie beside the project on machines that have them, and what a correct reader finds in each. */
const real = resolve(import.meta.dirname, '../../../shared/real');

interface Expected { school: string; name: string; periods: number; dayTypes: number; emptyDayTypes: number; bellEntries: number; specialDayLines: number; defectCount: number; defects: string[] }

/** A defect in the words of `expected.json`; null for what that file does not count (what is merely left open). */
function inItsWords(problem: BellProblem): string | null {
  if (problem.problem === 'period-not-listed') return `period "${problem.name}" is used but not in the list of periods`;
  if (problem.problem === 'day-type-unknown' && problem.from) return `${problem.from}: schedule "${problem.code}" does not exist`;
  return ['times-run-backwards', 'line-not-read', 'meta-not-read', 'day-type-twice', 'day-type-unknown'].includes(problem.problem) ? JSON.stringify(problem) : null;
}

if (existsSync(join(real, 'expected.json'))) {
  const { bells } = JSON.parse(readFileSync(join(real, 'expected.json'), 'utf8')) as { bells: Expected[] };
  const filesOf = ({ school }: Expected) => {
    const text = (name: string) => readFileSync(join(real, school, name), 'utf8');
    return { schedules: text('schedules.bell'), calendar: text('calendar.bell'), meta: text('meta.json') };
  };

  describe.each(bells)('$name ($school)', (expected) => {
    const read = readBellPlus(filesOf(expected));

    test('is read as it is: name, periods, kinds of day, bells, dates and defects', () => {
      expect([read.school, read.periods.length, read.dayTypes.length, read.dayTypes.filter((one) => one.bells.length === 0).length, read.dayTypes.flatMap((one) => one.bells).length, read.dates.length]).toEqual(
        [expected.name, expected.periods, expected.dayTypes, expected.emptyDayTypes, expected.bellEntries, expected.specialDayLines]);
      expect(read.problems.flatMap((problem) => inItsWords(problem) ?? []).sort()).toEqual(expected.defects.toSorted());
      expect(expected.defects).toHaveLength(expected.defectCount);
    });

    test('becomes bells that can be kept: names of their own, periods in order, every weekday one kind of day', () => {
      const fromDate = '2017-08-01';
      const { dayTypes, days, outside } = bellsFromFile(read, { fromDate, untilDate: null });
      expect(new Set(dayTypes.map(({ name }) => name.toLowerCase())).size).toBe(dayTypes.length);
      expect(dayTypes.flatMap(({ name, periods }) => [name, ...periods.map((period) => period.name)]).filter((name) => name.length > 40 || name.trim() === '')).toEqual([]);
      expect(dayTypes.flatMap(({ periods }) => periods.flatMap((_, at) => periodProblem(periods, at) ?? []))).toEqual([]);
      expect(dayTypes.some(({ periods }) => periods.some(({ bookable }) => bookable))).toBe(true);
      expect(outside).toBe(0);
      const schedule = [{ fromDate, untilDate: null, dayTypes, days }];
      const told = new Set(read.problems.flatMap((problem) => (problem.problem === 'day-type-unknown' ? [problem.code] : [])));
      expect(days.filter(({ date, dayTypeName }) => dayTypeName !== null && dayTypeOn(schedule, date) === null && !told.has(dayTypeName))).toEqual([]);
    });
  });
} else {
  test('finds no ../shared/real beside the project, so its bell schedules are not read', () => expect(existsSync(real)).toBe(false));
}
