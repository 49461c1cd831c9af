import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utilisation, type UtilisationAsked } from './utilisation.ts';

const zone = 'America/New_York';
const at = (time: string) => Date.parse(`2026-12-01T${time}:00-05:00`);
const period = (name: string, from: string, until: string, bookable = true) => ({ name, bookable, fromMs: at(from), untilMs: at(until) });
/** Tuesday: two open periods and lunch. The room opens at 8:20. */
const school: UtilisationAsked = {
  zone, days: [{ date: '2026-12-01', dayTypeName: 'Regular', periods: [period('Period 6', '13:00', '13:50'), period('Period 1', '08:10', '09:00'), period('Lunch', '11:10', '11:40', false)] }],
  rooms: [{ id: 'a', name: 'Room 114', hours: [{ weekday: 2, startMinute: 500, endMinute: 900 }] }], taken: [], outOfOrder: [],
};

test('what can be booked is open periods in the room’s hours, and free until something takes it', () => {
  const { all, byRoom, byPeriod, byWeekday } = utilisation(school);
  expect(all).toEqual({ open: 90, visits: 0, uses: 0, out: 0, free: 90 });
  expect(byRoom.get('a')).toEqual(all);
  expect([...byPeriod].map(([name, { open }]) => [name, open])).toEqual([['Period 1', 40], ['Period 6', 50]]);
  expect([...byWeekday.keys()]).toEqual([2]);
});

test('a minute counts once: for what took it, though the room was out of order then', () => {
  const { byPeriod } = utilisation({
    ...school,
    taken: [{ roomId: 'a', visit: true, fromMs: at('08:10'), untilMs: at('08:40') }, { roomId: 'a', visit: false, fromMs: at('11:00'), untilMs: at('13:10') }, { roomId: 'other', visit: true, fromMs: at('13:00'), untilMs: at('13:50') }],
    outOfOrder: [{ roomId: 'a', fromMs: at('08:30'), untilMs: at('08:50') }, { roomId: 'a', fromMs: at('13:30'), untilMs: null }],
  });
  expect(byPeriod.get('Period 1')).toEqual({ open: 40, visits: 20, uses: 0, out: 10, free: 10 });
  expect(byPeriod.get('Period 6')).toEqual({ open: 50, visits: 0, uses: 10, out: 20, free: 20 });
});

test('the parts are always the whole', () => {
  const stretch = fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 200 }), fc.boolean()).map(([from, length, visit]) => ({ roomId: 'a', visit, fromMs: at('06:00') + from * 60_000, untilMs: at('06:00') + (from + length) * 60_000 }));
  fc.assert(fc.property(fc.array(stretch, { maxLength: 6 }), fc.array(stretch, { maxLength: 3 }), (taken, outOfOrder) => {
    const { all } = utilisation({ ...school, taken, outOfOrder });
    expect(all.visits + all.uses + all.out + all.free).toBe(all.open);
    expect(Math.min(all.visits, all.uses, all.out, all.free)).toBeGreaterThanOrEqual(0);
  }));
});
