import { expect, test } from 'vitest';
import { whyNotThere, zoneAt, type OwnClock, type Whereabouts } from './whereabouts.ts';

const clock = (zone: string, changes: Partial<OwnClock> = {}): OwnClock => ({ zone, weekday: 1, fromDate: null, untilDate: null, ...changes });
const here: Whereabouts = { serves: true, stale: false, clocks: [clock('America/New_York')], onSite: [{ weekday: 2, fromDate: '2026-12-01', untilDate: '2026-12-15', here: false }] };
/** Tuesdays, 8:10 in Columbus. */
const tuesday = (date: string) => Date.parse(`${date}T13:10:00Z`);

test('on an on-site day a therapist is at no other school, from its first date until its last', () => {
  expect(['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15'].map((date) => whyNotThere(here, tuesday(date)))).toEqual([null, 'therapist-elsewhere', 'therapist-elsewhere', null]);
  expect(whyNotThere({ ...here, onSite: [{ ...here.onSite[0]!, here: true }] }, tuesday('2026-12-01'))).toBeNull();
  expect(whyNotThere(here, tuesday('2026-12-02'))).toBeNull();
});

test('the weekday is the therapist’s own', () => {
  expect(whyNotThere({ ...here, clocks: [clock('Asia/Tokyo')] }, Date.parse('2026-12-07T23:30:00Z'))).toBe('therapist-elsewhere');
});

test('on the clock of the hours that hold then: who moves has another weekday from that date on', () => {
  const moving = [clock('America/New_York', { untilDate: '2026-12-05' }), clock('Asia/Tokyo', { fromDate: '2026-12-05' })];
  const evening = (date: string) => Date.parse(`${date}T23:30:00Z`);
  expect([zoneAt(moving, evening('2026-11-30')), zoneAt(moving, evening('2026-12-07'))]).toEqual(['America/New_York', 'Asia/Tokyo']);
  expect(['2026-11-30', '2026-12-01', '2026-12-07', '2026-12-08'].map((date) => whyNotThere({ ...here, clocks: moving }, evening(date)))).toEqual([null, 'therapist-elsewhere', 'therapist-elsewhere', null]);
});

test('who does not serve the school, or whose calendar is stale, is nowhere', () => {
  expect(whyNotThere({ ...here, serves: false }, tuesday('2026-11-24'))).toBe('school-not-served');
  expect(whyNotThere({ ...here, stale: true }, tuesday('2026-11-24'))).toBe('calendar-stale');
});
