import { expect, test } from 'vitest';
import { corridorOf, type Step } from './corridor.ts';
import type { ReferralState } from './states.ts';

const walk = (...states: ReferralState[]): Step[] => states.map((to, n) => ({ from: states[n - 1] ?? null, to, at: `2026-11-${String(20 + n).padStart(2, '0')}T15:00:00Z` }));
const looks = (steps: Step[], finished = false) => corridorOf(steps, finished).map((door) => door.look).join(' ');

test('a new referral stands in the first door', () => {
  expect(looks(walk('received'))).toBe('here ahead ahead ahead ahead ahead ahead ahead');
});

test('doors gone through say when they were entered and left', () => {
  const doors = corridorOf(walk('received', 'triaged', 'awaiting_consent', 'waiting', 'offered'), false);
  expect(doors.map((door) => door.look)).toEqual(['done', 'done', 'done', 'done', 'here', 'ahead', 'ahead', 'ahead']);
  expect(doors[3]).toMatchObject({ at: '2026-11-23T15:00:00Z', until: '2026-11-24T15:00:00Z' });
  expect(doors[4]).toMatchObject({ at: '2026-11-24T15:00:00Z', until: null });
});

test('going back closes the doors behind again', () => {
  expect(looks(walk('received', 'triaged', 'awaiting_consent', 'waiting', 'offered', 'awaiting_consent'))).toBe('done done here ahead ahead ahead ahead ahead');
});

test('of two times in a state the last one counts', () => {
  const doors = corridorOf(walk('received', 'triaged', 'awaiting_consent', 'waiting', 'offered', 'waiting'), false);
  expect(doors[3]).toMatchObject({ look: 'here', at: '2026-11-25T15:00:00Z' });
});

test('a closed referral stops at the door it stood in, a finished one has gone through all', () => {
  expect(looks(walk('received', 'triaged', 'awaiting_consent', 'closed'))).toBe('done done stopped ahead ahead ahead ahead ahead');
  expect(looks(walk('received', 'triaged', 'awaiting_consent', 'waiting', 'offered', 'accepted', 'scheduled', 'in_care', 'closed'), true)).toBe('done done done done done done done done');
});
