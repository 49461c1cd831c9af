import { expect, test } from 'vitest';
import { languageInAddress, languageOf, rememberLanguage } from './language.server.ts';

const config = { installation: '0a1b2c3d', origin: 'http://localhost:3000' };
const ask = (url: string, headers: Record<string, string> = {}) => new Request(`http://localhost:3000${url}`, { headers });

test('the address wins over what the browser remembers, and that over what it prefers', () => {
  const headers = { cookie: 'other=1; language-0a1b2c3d=en', 'accept-language': 'es' };
  expect(languageOf(ask('/?lang=es', { ...headers, 'accept-language': 'en' }), config)).toBe('es');
  expect(languageOf(ask('/', headers), config)).toBe('en');
  expect(languageOf(ask('/', { 'accept-language': 'es-MX' }), config)).toBe('es');
  expect(languageOf(ask('/'), config)).toBe('en');
});

test('a language that nobody wrote is as good as none, wherever it is asked for', () => {
  expect(languageInAddress(ask('/?lang=xx'))).toBeUndefined();
  expect(languageOf(ask('/?lang=xx', { cookie: 'language-0a1b2c3d=xx', 'accept-language': 'es' }), config)).toBe('es');
});

test('another installation on this host does not decide the language of this one', () => {
  expect(languageOf(ask('/', { cookie: 'language-ffffffff=es' }), config)).toBe('en');
});

test('what is remembered is read again, and is sent over HTTPS alone where there is HTTPS', () => {
  const cookie = rememberLanguage('es', config);
  expect(languageOf(ask('/', { cookie: cookie.split(';')[0]! }), config)).toBe('es');
  expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
  expect(rememberLanguage('es', { ...config, origin: 'https://hallway.example' })).toMatch(/; Secure$/);
});
