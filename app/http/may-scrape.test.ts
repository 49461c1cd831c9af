import { expect, test } from 'vitest';
import { mayScrape, type Scraper } from './may-scrape.ts';

const here: Scraper = { address: '127.0.0.1', forwarded: false, authorization: null };
const may = (asks: Partial<Scraper>, own: Partial<{ origin: string; token: string | null }> = {}) =>
  mayScrape({ ...here, ...asks }, { origin: 'http://localhost:5080', token: null, ...own }, (a, b) => a === b);

test('without a token this computer alone may read them', () => {
  expect([may({}), may({ address: '::1' }), may({}, { origin: 'http://127.0.0.1:5080' })]).toEqual([true, true, true]);
  expect([may({ address: '192.168.1.20' }), may({ address: '' }), may({ address: '127.evil.example' })]).toEqual([false, false, false]);
});

test('behind a proxy everybody seems to come from this computer, so nobody may without a token', () => {
  expect([may({ forwarded: true }), may({}, { origin: 'https://portal.example.org' }), may({}, { origin: 'https://127.0.0.1.example.org' })]).toEqual([false, false, false]);
});

test('with a token only who shows it, wherever they are', () => {
  const token = 'a-token-of-this-house';
  expect([may({ address: '10.0.0.9', authorization: `Bearer ${token}` }, { token }), may({}, { token }), may({ authorization: 'Bearer other' }, { token }), may({ authorization: token }, { token })])
    .toEqual([true, false, false, false]);
});
