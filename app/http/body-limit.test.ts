import { expect, test } from 'vitest';
import { bodyLimitBytes } from './body-limit.ts';

test('a form may hold a long letter and no more; files go only where files are taken', () => {
  expect(bodyLimitBytes('/referrals/new')).toBe(256 * 1024);
  expect(bodyLimitBytes('/roster/upload')).toBe(512 * 1024 * 1024);
  expect(bodyLimitBytes('/roster/upload.data')).toBe(512 * 1024 * 1024);
  expect(bodyLimitBytes('/roster/uploads')).toBe(256 * 1024);
  expect(bodyLimitBytes('/x/roster/upload')).toBe(256 * 1024);
});
