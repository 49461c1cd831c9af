import { expect, test } from 'vitest';
import { fetchedHeader } from '../http/fetched-by-page.ts';
import { isUse, leftSecondsOf } from './idle.ts';

const asked = (method: string, headers: Record<string, string> = {}) => isUse({ method, headers: new Headers(headers) });

test('check 11: fifteen minutes, five on a shared device', () => {
  expect(leftSecondsOf({ sharedDevice: false, idleSeconds: 0 })).toBe(900);
  expect(leftSecondsOf({ sharedDevice: true, idleSeconds: 0 })).toBe(300);
  expect(leftSecondsOf({ sharedDevice: false, idleSeconds: 899 })).toBe(1);
  expect(leftSecondsOf({ sharedDevice: false, idleSeconds: 901 })).toBeLessThan(0);
});

test('a page that is opened and a form that is sent are use; what a page fetches by itself is none', () => {
  expect(asked('GET', { 'sec-fetch-dest': 'document' })).toBe(true);
  expect(asked('POST', { 'sec-fetch-dest': 'empty' })).toBe(true);
  expect(asked('GET')).toBe(true);
  expect(asked('GET', { 'sec-fetch-dest': 'empty' })).toBe(false);
  expect(asked('GET', { 'sec-fetch-dest': 'image' })).toBe(false);
  expect(asked('GET', { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch;prerender' })).toBe(false);
});

test('check 11: in a browser that does not say what a request is for, what a page fetches by itself is no use either', () => {
  expect(asked('GET', { [fetchedHeader]: '1' })).toBe(false);
  expect(asked('GET', { accept: 'text/event-stream' })).toBe(false);
  expect(asked('GET', { purpose: 'prefetch' })).toBe(false);
  expect(asked('GET', { accept: 'text/html,application/xhtml+xml' })).toBe(true);
  expect(asked('POST', { [fetchedHeader]: '1' })).toBe(true);
});
