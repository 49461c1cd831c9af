import { expect, test } from 'vitest';
import { canBeThere, type Whereabouts } from './whereabouts.ts';

const here: Whereabouts = { serves: true, stale: false, zone: 'America/New_York', onSite: [{ weekday: 2, fromDate: '2026-12-01', untilDate: '2026-12-15', here: false }] };
/** Tuesdays, 8:10 in Columbus. */
const tuesday = (date: string) => Date.parse(`${date}T13:10:00Z`);

test('on an on-site day a therapist is at no other school, from its first date until its last', () => {
  expect([['2026-11-24', true], ['2026-12-01', false], ['2026-12-08', false], ['2026-12-15', true]].map(([date]) => canBeThere(here, tuesday(date as string)))).toEqual([true, false, false, true]);
  expect(canBeThere({ ...here, onSite: [{ ...here.onSite[0]!, here: true }] }, tuesday('2026-12-01'))).toBe(true);
  expect(canBeThere(here, tuesday('2026-12-02'))).toBe(true);
});

test('the weekday is the therapist’s own', () => {
  expect(canBeThere({ ...here, zone: 'Asia/Tokyo' }, Date.parse('2026-12-07T23:30:00Z'))).toBe(false);
});

test('who does not serve the school, or whose calendar is stale, is nowhere', () => {
  expect(canBeThere({ ...here, serves: false }, tuesday('2026-11-24'))).toBe(false);
  expect(canBeThere({ ...here, stale: true }, tuesday('2026-11-24'))).toBe(false);
});
