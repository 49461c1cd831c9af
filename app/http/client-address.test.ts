import { expect, test } from 'vitest';
import { clientAddressOf } from './client-address.ts';

test('check 25: without a proxy of our own, what a browser says of its address counts for nothing', () => {
  expect(clientAddressOf('198.51.100.7', '203.0.113.1', [])).toBe('198.51.100.7');
  expect(clientAddressOf('::ffff:198.51.100.7', null, [])).toBe('198.51.100.7');
  expect(clientAddressOf('198.51.100.7', '203.0.113.1', ['10.0.0.2'])).toBe('198.51.100.7');
});

test('check 25: behind our own proxy it is the address that the proxy saw, whatever was written before it', () => {
  expect(clientAddressOf('127.0.0.1', '203.0.113.1', ['127.0.0.1'])).toBe('203.0.113.1');
  expect(clientAddressOf('::ffff:127.0.0.1', '1.2.3.4, 203.0.113.1', ['127.0.0.1'])).toBe('203.0.113.1');
  expect(clientAddressOf('10.0.0.3', '1.2.3.4, 203.0.113.1, 10.0.0.2', ['10.0.0.2', '10.0.0.3'])).toBe('203.0.113.1');
  expect(clientAddressOf('127.0.0.1', '[2001:db8::1]:4711', ['127.0.0.1'])).toBe('2001:db8::1');
});

test('what is no address is none', () => {
  expect(clientAddressOf('127.0.0.1', 'unknown, <script>', ['127.0.0.1'])).toBe('127.0.0.1');
  expect(clientAddressOf('127.0.0.1', '', ['127.0.0.1'])).toBe('127.0.0.1');
});
