import { expect, test } from 'vitest';
import { moreRows, rowsToShow } from './shown-rows.ts';

const asked = (search: string) => new URLSearchParams(search);

test('a long list shows fifty rows, more when the address asks for more, and never all there could be', () => {
  expect(rowsToShow(asked(''))).toBe(50);
  expect(rowsToShow(asked('show=150'))).toBe(150);
  expect(rowsToShow(asked('show=99999'))).toBe(500);
  for (const odd of ['show=', 'show=-1', 'show=1', 'show=abc', 'show=50.5']) expect(rowsToShow(asked(odd))).toBe(50);
});

test('asking for more keeps the rest of the question', () => {
  expect(moreRows(asked('q=di&show=50'), 50)).toBe('?q=di&show=100');
  expect(moreRows(asked('guardians=proposed'), 480)).toBe('?guardians=proposed&show=500');
  expect(moreRows(asked(''), 500)).toBeNull();
});
