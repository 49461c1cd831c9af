import { expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import type { BellSchedule } from './school-day.ts';
import { effectOnVisits, visitsToMove, whyMove, type SchoolTime, type StandingVisit } from './standing-visits.ts';

const zone = 'America/New_York';
const at = (date: string, time: string) => Temporal.ZonedDateTime.from(`${date}T${time}[${zone}]`).epochMilliseconds;
const visit = (id: string, date: string, from = '08:10', until = '09:00'): StandingVisit => ({ id, studentId: 'ana', student: 'A. I.', room: 'Room 114', startMs: at(date, from), endMs: at(date, until) });
const bells = (days: BellSchedule['days'] = []): BellSchedule[] => [{
  fromDate: '2026-08-24', untilDate: null, days,
  dayTypes: [
    { name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods: [{ name: 'Period 1', startMinute: 490, endMinute: 540, bookable: true }, { name: 'Lunch', startMinute: 700, endMinute: 730, bookable: false }] },
    { name: 'Late start', weekdays: [], periods: [{ name: 'Period 1', startMinute: 600, endMinute: 650, bookable: true }] },
  ],
}];
const time = (changes: Partial<SchoolTime> = {}): SchoolTime => ({ bells: bells(), zone, lessons: new Map(), ...changes });
const different = (dayTypeName: string | null) => time({ bells: bells([{ date: '2026-12-01', dayTypeName, skipsTurn: false }]) });

test('a visit can stay while it lies in an open period of a school day', () => {
  expect(whyMove(visit('1', '2026-12-01'), time())).toBeNull();
});

test('a visit must be moved from a day without school, out of the periods of another kind of day, and out of a protected lesson', () => {
  expect(whyMove(visit('1', '2026-12-01'), different(null))).toBe('no-school');
  expect(whyMove(visit('1', '2026-12-01'), different('Late start'))).toBe('outside-periods');
  expect(whyMove(visit('1', '2026-12-01', '11:40', '12:00'), time())).toBe('outside-periods');
  const lessons = new Map([['ana', [{ periodName: 'Period 1', dayTypeName: null, fromDate: '2026-08-24', untilDate: null, protected: true }]]]);
  expect(whyMove(visit('1', '2026-12-01'), time({ lessons }))).toBe('protected-lesson');
  expect(whyMove({ ...visit('1', '2026-12-01'), studentId: 'ben' }, time({ lessons }))).toBeNull();
});

test('a change is told by what it does: who must be moved then, and who need not any more', () => {
  const visits = [visit('later', '2026-12-02'), visit('moved', '2026-12-01'), visit('lost', '2026-11-28')];
  expect(visitsToMove(visits, time()).map(({ id }) => id)).toEqual(['lost']);
  const effect = effectOnVisits(visits, time(), different(null));
  expect(effect.mustMove.map(({ id, why }) => [id, why])).toEqual([['moved', 'no-school']]);
  expect(effect.canStayAgain).toEqual([]);
  expect(effectOnVisits(visits, different(null), time()).canStayAgain.map(({ id }) => id)).toEqual(['moved']);
});
