import { expect, test } from 'vitest';
import { oneFullStop } from './one-full-stop.ts';
import { textFor } from './text.server.ts';

test('a sentence that ends in an abbreviation ends with its full stop', () => {
  expect(oneFullStop('Responda antes de las 3 p.m.. Después no.')).toBe('Responda antes de las 3 p.m. Después no.');
  expect(oneFullStop('Antes de las 3 p.m..')).toBe('Antes de las 3 p.m.');
});

test('three dots and the end of another sentence stay as they are', () => {
  for (const text of ['Luis ...', 'Luis...', 'Room 2..', 'It is over. Go.']) expect(oneFullStop(text)).toBe(text);
});

test('every text of the catalogues is read so', () => {
  expect(textFor('es', 'today')('need.triage.detail', { when: '24 nov, 3:00 p.m.' })).toBe('Antes del 24 nov, 3:00 p.m.');
});
