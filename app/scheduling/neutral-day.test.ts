import { expect, test } from 'vitest';
import type { HallwayDay } from './hallway-day.server.ts';
import { neutralDay } from './neutral-day.ts';

test('nothing of whom or what for reaches a screen that everybody passes', () => {
  const part = { fromMs: 0, untilMs: 60_000 };
  const day: HallwayDay = {
    zone: 'UTC', date: '2026-12-02', nowMs: 0, dayTypeName: 'Regular', kind: 'regular', periods: [], usualEndMinute: null, before: '', after: '',
    rooms: [{ id: 'r1', name: 'Room 1', seats: 2, features: [], doors: [{
      ...part, part, key: 'secret-id 0', periods: [], is: 'taken',
      use: { ...part, key: 'secret-id', what: 'booked', kept: { appointmentId: 'secret-id', roomUseId: 'secret-use', initials: 'M.R.', therapist: 'Haddad', attendance: 'late', mine: true, code: 'test', words: 'Make-up test', heldUntilMs: 5, endMs: 6 } },
    }] }],
  };
  const text = JSON.stringify(neutralDay(day));
  for (const told of ['secret', 'M.R.', 'Haddad', 'late', 'mine', 'test', 'Make-up']) expect(text).not.toContain(told);
  expect(text).toContain('"what":"booked"');
  expect(text).toContain('"heldUntilMs":5');
});
