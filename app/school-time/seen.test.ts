import { expect, test } from 'vitest';
import { seenOf } from './seen.server.ts';

const change = { say: [{ date: '2026-12-18', closedFor: 'weather' }], forget: [] };
const visit = { id: 'a', studentId: 's', startMs: 0 };

test('what was looked at is known again; a change that was typed since, or a visit that came since, is not', () => {
  const seen = seenOf(change, { mustMove: [visit] });
  expect(seenOf(structuredClone(change), { mustMove: [{ ...visit }] })).toBe(seen);
  expect(seenOf({ ...change, forget: ['2026-12-19'] }, { mustMove: [visit] })).not.toBe(seen);
  expect(seenOf(change, { mustMove: [visit, { ...visit, id: 'b' }] })).not.toBe(seen);
});
