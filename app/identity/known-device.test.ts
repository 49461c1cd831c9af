import { expect, test } from 'vitest';
import { knownBrowser, knownDevice, rememberDevice } from './known-device.server.ts';

const config = { origin: 'http://localhost:4000', installation: '0123abcd', sessionSecret: 'only-for-tests-only-for-tests-only' };
const now = Date.parse('2026-11-24T13:00:00Z');
const days = (count: number) => now + count * 24 * 60 * 60 * 1000;
const browser = (line = '') => new Request('http://localhost:4000/', { headers: { cookie: line.split(';')[0] ?? '' } });
const knows = (request: Request, address: string, atMs = now) => knownDevice(request, config, address, atMs) !== null;

test('a browser is known for the account that signed in there, however its address is typed, and for no other', () => {
  const line = rememberDevice(browser(), config, 'Eva.Stone@example.org', now);
  expect(line).toMatch(/^__Host-known-0123abcd=[\w.~-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=15552000$/);
  expect(line).not.toContain('example');
  expect(knows(browser(line), 'eva.stone@example.org')).toBe(true);
  expect(knows(browser(line), 'tom.brandt@example.org')).toBe(false);
  expect(knows(browser(), 'eva.stone@example.org')).toBe(false);
  expect(knownBrowser(browser(line), config, now)).toBe(knownDevice(browser(line), config, 'eva.stone@example.org', now));
});

test('on a device of several each is known; the newest six, each once', () => {
  let line = '';
  for (const name of ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g']) line = rememberDevice(browser(line), config, `${name}@example.org`, now);
  expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].filter((name) => knows(browser(line), `${name}@example.org`))).toEqual(['c', 'd', 'e', 'f', 'g', 'a'].sort());
});

test('it is forgotten after half a year, and what we did not make is nothing', () => {
  const line = rememberDevice(browser(), config, 'eva@example.org', now);
  expect(knows(browser(line), 'eva@example.org', days(179))).toBe(true);
  expect(knows(browser(line), 'eva@example.org', days(181))).toBe(false);
  expect(knownBrowser(browser(line), config, days(181))).toBeNull();
  const later = line.replace(/\.(\d{5})\./, (_, day: string) => `.${Number(day) + 1}.`);
  for (const forged of [later, '__Host-known-0123abcd=a.20781.b.c', '__Host-known-0123abcd=~~~']) {
    expect(knows(browser(forged), 'eva@example.org')).toBe(false);
    expect(knownBrowser(browser(forged), config, now)).toBeNull();
  }
  expect(knownDevice(browser(line), { ...config, sessionSecret: 'another-another-another-another-xx' }, 'eva@example.org', now)).toBeNull();
});
