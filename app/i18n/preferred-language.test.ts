import { expect, test } from 'vitest';
import { preferredLanguage } from './preferred-language.ts';

test('the language with the highest weight that Hallway speaks wins, whatever its region', () => {
  expect(preferredLanguage('es-MX,es;q=0.9,en;q=0.8')).toBe('es');
  expect(preferredLanguage('vi,en;q=0.4,es;q=0.7')).toBe('es');
  expect(preferredLanguage('EN-us')).toBe('en');
});

test('a language refused with q=0 is not chosen, and among equals the first is', () => {
  expect(preferredLanguage('es;q=0,en;q=0.1')).toBe('en');
  expect(preferredLanguage('en,es')).toBe('en');
});

test('no header, a wildcard or unknown languages leave the choice open', () => {
  expect(preferredLanguage(null)).toBeUndefined();
  expect(preferredLanguage('')).toBeUndefined();
  expect(preferredLanguage('*')).toBeUndefined();
  expect(preferredLanguage('ht,ar;q=0.5')).toBeUndefined();
  expect(preferredLanguage('constructor')).toBeUndefined();
});
