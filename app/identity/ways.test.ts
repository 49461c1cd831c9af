import { expect, test } from 'vitest';
import { isStrong, mayActBy, mayRemove, needsPasskey, ways } from './ways.ts';

test('check 6: administrators act by passkey or single sign-on, never by a password; others by any strong way', () => {
  const by = (role: Parameters<typeof mayActBy>[1]) => ways.filter((way) => mayActBy(way, role));
  for (const role of ['coordinator', 'agency_administrator', 'privacy_officer'] as const) expect(by(role)).toEqual(['demo', 'passkey', 'sso']);
  for (const role of ['counselor', 'front_office', 'therapist'] as const) expect(by(role)).toEqual(['demo', 'password', 'passkey', 'sso']);
});

test('check 7: a mailed link opens no membership, and shows no strong factor; single sign-on shows one only when it asked anew', () => {
  expect((['counselor', 'front_office', 'therapist', 'coordinator', 'agency_administrator', 'privacy_officer'] as const).some((role) => mayActBy('link', role))).toBe(false);
  expect(ways.filter((way) => !isStrong(way))).toEqual(['link', 'sso']);
});

test('the last way in stays', () => {
  expect(mayRemove('passkey', { passkeys: 1, password: false, sso: false }, ['counselor'])).toBe(false);
  expect(mayRemove('password', { passkeys: 0, password: true, sso: false }, ['counselor'])).toBe(false);
  expect(mayRemove('passkey', { passkeys: 1, password: true, sso: false }, ['counselor'])).toBe(true);
  expect(mayRemove('password', { passkeys: 1, password: true, sso: false }, ['counselor'])).toBe(true);
  expect(mayRemove('passkey', { passkeys: 2, password: false, sso: false }, ['counselor'])).toBe(true);
  expect(mayRemove('password', { passkeys: 0, password: true, sso: true }, ['counselor'])).toBe(true);
  expect(mayRemove('sso', { passkeys: 0, password: true, sso: true }, ['counselor'])).toBe(true);
  expect(mayRemove('sso', { passkeys: 0, password: false, sso: true }, ['counselor'])).toBe(false);
});

test('an administrator keeps a passkey or single sign-on, whatever else they have', () => {
  expect(needsPasskey('coordinator')).toBe(true);
  expect(mayRemove('passkey', { passkeys: 1, password: true, sso: false }, ['counselor', 'coordinator'])).toBe(false);
  expect(mayRemove('passkey', { passkeys: 2, password: false, sso: false }, ['counselor', 'coordinator'])).toBe(true);
  expect(mayRemove('password', { passkeys: 1, password: true, sso: false }, ['counselor', 'coordinator'])).toBe(true);
  expect(mayRemove('passkey', { passkeys: 1, password: true, sso: true }, ['coordinator'])).toBe(true);
  expect(mayRemove('sso', { passkeys: 0, password: true, sso: true }, ['coordinator'])).toBe(false);
  expect(mayRemove('sso', { passkeys: 1, password: true, sso: true }, ['coordinator'])).toBe(true);
});
