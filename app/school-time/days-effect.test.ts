import { expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import type { KeptDay } from './different-days.ts';
import { daysEffect } from './days-effect.ts';
import type { BellSchedule } from './school-day.ts';
import type { StandingVisit } from './standing-visits.ts';

const zone = 'America/New_York';
const periods = [{ name: 'Period 1', startMinute: 490, endMinute: 540, bookable: true }];
const time = (dayTypes: BellSchedule['dayTypes'], days: readonly KeptDay[] = []) => ({ bells: [{ fromDate: '2026-08-24', untilDate: null, dayTypes, days }], zone, lessons: new Map() });
const regular = time([{ name: 'Regular', weekdays: [1, 2, 3, 4, 5], periods }]);
const closed = (date: string, changes: Partial<KeptDay> = {}): KeptDay => ({ date, dayTypeName: null, closedFor: 'holiday', label: 'Founders’ Day', skipsTurn: true, source: 'hand', ...changes });
const startMs = Temporal.ZonedDateTime.from(`2026-12-01T08:10[${zone}]`).epochMilliseconds;
const visit: StandingVisit = { id: 'v', studentId: 'a', student: 'A. I.', room: 'Room 114', startMs, endMs: startMs + 50 * 60_000 };

test('a holiday is told as what the date was and becomes, with the appointments that have to be moved', () => {
  const effect = daysEffect({ say: [closed('2026-12-01')], forget: [] }, [], [visit], regular);
  expect(effect.days).toMatchObject([{ was: { is: 'day', name: 'Regular' }, becomes: { is: 'closed', closedFor: 'holiday', label: 'Founders’ Day' } }]);
  expect(effect.mustMove.map(({ id, why }) => [id, why])).toEqual([['v', 'no-school']]);
  expect(effect.turnsChange).toBe(false);
});

test('saying again what is so changes nothing', () => {
  const kept = [closed('2026-12-01')];
  const effect = daysEffect({ say: kept, forget: [] }, kept, [visit], time(regular.bells[0]!.dayTypes, kept));
  expect([effect.days, effect.mustMove]).toEqual([[], []]);
});

test('a closed day that takes no turn changes later days too, and one whose turn is lost does not', () => {
  const rotating = time([{ name: 'A', turn: 1, weekdays: [1, 2, 3, 4, 5], periods }, { name: 'B', turn: 2, weekdays: [1, 2, 3, 4, 5], periods }]);
  expect(daysEffect({ say: [closed('2026-12-01')], forget: [] }, [], [], rotating).turnsChange).toBe(true);
  expect(daysEffect({ say: [closed('2026-12-01', { skipsTurn: false })], forget: [] }, [], [], rotating).turnsChange).toBe(false);
});
