import { expect, test } from 'vitest';
import { lanAddress } from './lan-address.ts';

const four = (address: string, internal = false) => ({ address, family: 'IPv4' as const, internal });
const lo = { lo: [four('127.0.0.1', true)] };

test('an address for private networks comes before any other, a real interface before one made by software', () => {
  const devices = { ...lo, docker0: [four('172.17.0.1')], eth0: [four('203.0.113.7')], wlan0: [{ address: 'fe80::1', family: 'IPv6' as const, internal: false }, four('192.168.1.20')] };
  expect(lanAddress(devices, null)).toEqual({ address: '192.168.1.20', device: 'wlan0' });
});

test('any address of a real interface will do when none is private; what a machine gives itself will not', () => {
  expect(lanAddress({ ...lo, eth1: [four('169.254.3.4')], eth0: [four('203.0.113.7')] }, null)).toEqual({ address: '203.0.113.7', device: 'eth0' });
});

test.each(['10.4.5.6', '172.16.0.9', '172.31.255.1'])('%s is private', (address) => {
  expect(lanAddress({ a: [four('203.0.113.7')], b: [four(address)] }, null)?.address).toBe(address);
});

test.each(['172.32.0.1', '192.169.0.1', '11.0.0.1'])('%s is not', (address) => {
  expect(lanAddress({ a: [four('203.0.113.7')], b: [four(address)] }, null)?.address).toBe('203.0.113.7');
});

test('the one that was asked for is taken if this computer has it, whatever it is, and no other', () => {
  const devices = { docker0: [four('172.17.0.1')], eth0: [four('10.0.0.5')] };
  expect(lanAddress(devices, '172.17.0.1')).toEqual({ address: '172.17.0.1', device: 'docker0' });
  expect(lanAddress(devices, '10.0.0.6')).toBeNull();
  expect(lanAddress(lo, '127.0.0.1')).toEqual({ address: '127.0.0.1', device: 'lo' });
});

test('without a network there is none', () => {
  expect(lanAddress(lo, null)).toBeNull();
});
