import { expect, test } from 'vitest';
import { corridorStates, mayMove, movesFrom, ownerPartOf, turnOf } from './states.ts';

test('each door leads to the next one, and out', () => {
  corridorStates.forEach((state, n) => {
    const next = corridorStates[n + 1];
    if (next) expect(mayMove(state, next)).toBe(true);
    expect(mayMove(state, 'closed')).toBe(true);
  });
});

test('nothing leaves closed, and no door is skipped forward', () => {
  expect(movesFrom('closed')).toEqual([]);
  corridorStates.forEach((state, n) => {
    for (const further of corridorStates.slice(n + 2)) expect(mayMove(state, further)).toBe(false);
  });
});

test('when the family withdraws, every state after theirs leads back to it', () => {
  for (const state of corridorStates.slice(corridorStates.indexOf('waiting'))) expect(mayMove(state, 'awaiting_consent')).toBe(true);
});

test('everything that is not closed has an owner, and while it is the family’s turn that is the counselor', () => {
  for (const state of corridorStates) expect(ownerPartOf(state)).not.toBeNull();
  expect(turnOf('awaiting_consent')).toBe('family');
  expect(ownerPartOf('awaiting_consent')).toBe('counselor');
  expect(ownerPartOf('closed')).toBeNull();
});
