import type { Temporal } from 'temporal-polyfill';
import type { KeptDay } from '../../app/school-time/different-days.ts';

/** What can be booked lies within four weeks: nobody's told or booked visit meets a day that differs, and everybody sees some ahead. */
const BEYOND_BOOKING_DAYS = 30;

/** The days of the demo's schools that differ: a staff day, an early release and a week's break, all after whatever a story books. */
export function daysAhead(today: Temporal.PlainDate): KeptDay[] {
  const first = (weekday: number, afterDays: number) => {
    const from = today.add({ days: BEYOND_BOOKING_DAYS + afterDays });
    return from.add({ days: (weekday - from.dayOfWeek + 7) % 7 });
  };
  const monday = first(1, 14);
  return [
    { date: first(5, 0).toString(), dayTypeName: null, closedFor: 'staff_day', label: 'Teachers learn, no school', skipsTurn: true, source: 'hand' },
    { date: first(4, 7).toString(), dayTypeName: 'Early release', closedFor: null, label: 'Conferences', skipsTurn: false, source: 'hand' },
    ...[0, 1, 2, 3, 4].map((day): KeptDay => ({ date: monday.add({ days: day }).toString(), dayTypeName: null, closedFor: 'break', label: 'Break', skipsTurn: true, source: 'hand' })),
  ];
}
