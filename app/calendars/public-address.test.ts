import { expect, test } from 'vitest';
import { calendarAddress } from './calendar-address.ts';
import { isPublicAddress } from './public-address.server.ts';

test.each(['10.1.2.3', '127.0.0.1', '127.8.8.8', '169.254.169.254', '172.31.0.1', '192.168.1.1', '100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1', '192.0.2.7', '::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1',
  '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '2001::1', 'ff02::1', 'localhost', ''])('%s is nobody’s on the open internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::200e'])('%s is', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ['webcal://calendar.example.org/a.ics', 'https://calendar.example.org/a.ics'],
  [' HTTPS://calendar.example.org/a.ics?key=1#top ', 'https://calendar.example.org/a.ics?key=1'],
  ['http://calendar.example.org/a.ics', null], ['file:///etc/passwd', null], ['https://me:secret@calendar.example.org/', null], ['calendar', null], ['', null], ['https://', null],
])('the address %s is %s', (typed, address) => {
  expect(calendarAddress(typed)).toBe(address);
});
