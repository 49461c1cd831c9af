import { expect, test } from 'vitest';
import { errorKind } from './error-kind.ts';

test('each status has the help that fits it', () => {
  expect([404, 405, 401, 403, 410, 429, 503, 409, 400, 500, 502].map(errorKind)).toEqual([
    'missing', 'missing', 'forbidden', 'forbidden', 'expired', 'busy', 'busy', 'refused', 'refused', 'broken', 'broken',
  ]);
});

test('a request that reached nobody is a matter of the connection, any other surprise is ours', () => {
  expect(errorKind(new TypeError('Failed to fetch'))).toBe('offline');
  expect(errorKind(new TypeError('NetworkError when attempting to fetch resource.'))).toBe('offline');
  expect(errorKind(new TypeError('x is undefined'))).toBe('broken');
  expect(errorKind(new Error('Failed to fetch'))).toBe('broken');
  expect(errorKind(undefined)).toBe('broken');
});
