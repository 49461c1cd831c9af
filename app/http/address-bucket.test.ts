import { expect, test } from 'vitest';
import { addressBucket } from './address-bucket.ts';

test('check 25: an IPv4 address counts by itself', () => {
  expect(addressBucket('198.51.100.7')).toBe('198.51.100.7');
  expect(addressBucket('198.51.100.7')).not.toBe(addressBucket('198.51.100.8'));
});

test('check 25: an IPv6 address counts by its /64, however it is written', () => {
  const one = addressBucket('2001:db8:1:2:aaaa:bbbb:cccc:dddd');
  for (const same of ['2001:db8:1:2::1', '2001:0DB8:0001:0002::', '2001:db8:1:2:0:0:0:9%eth0', '2001:db8:1:2::192.0.2.1']) expect(addressBucket(same)).toBe(one);
  for (const other of ['2001:db8:1:3::1', '2001:db8::1:2:3:4', '::1', 'fe80::1:2:3:4']) expect(addressBucket(other)).not.toBe(one);
  expect(addressBucket('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(addressBucket('::1')).toBe('0:0:0:0::/64');
});
