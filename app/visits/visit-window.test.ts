import { expect, it } from 'vitest';
import { doorsOf, windowState } from './visit-window.ts';

const minute = 60_000;
const planned = { fromMs: 1_000 * minute, untilMs: 1_050 * minute };

it('opens a quarter of an hour before the start and closes half an hour after the end', () => {
  expect(doorsOf(planned)).toEqual({ fromMs: 985 * minute, untilMs: 1_080 * minute });
});

it('is half-open: at its first moment one may come, at its last no more', () => {
  expect([984.99, 985, 1_000, 1_079.99, 1_080].map((at) => windowState(planned, at * minute))).toEqual(['early', 'open', 'open', 'open', 'over']);
});
