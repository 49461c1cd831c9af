import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { daysAhead } from './demo-school-days.ts';
import { schools } from './demo-places.ts';

test('whatever day the demo begins on, its holidays are weekdays beyond what can be booked, each date once', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1500 }), (after) => {
    const today = Temporal.PlainDate.from('2026-01-01').add({ days: after });
    const days = daysAhead(today);
    expect(new Set(days.map(({ date }) => date)).size).toBe(7);
    for (const { date } of days) {
      const day = Temporal.PlainDate.from(date);
      expect([day.dayOfWeek <= 5, today.until(day).days > 28]).toEqual([true, true]);
    }
  }));
});

test('every school has the bells of the days that differ', () => {
  const named = daysAhead(Temporal.PlainDate.from('2026-11-24')).flatMap(({ dayTypeName }) => dayTypeName ?? []);
  for (const school of schools) expect(school.dayTypes.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
});
