import { expect, test } from 'vitest';
import { deliveryFailure, waitSeconds } from './delivery-failure.ts';

test('a server that does not answer is down, whatever the library calls it', () => {
  for (const code of ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'ETLS']) expect(deliveryFailure({ code })).toBe('mail-down');
  expect(deliveryFailure({ code: 'EAUTH', responseCode: 535 })).toBe('mail-down');
  expect(deliveryFailure({ code: 'EENVELOPE', responseCode: 421 })).toBe('mail-down');
  expect(deliveryFailure(undefined)).toBe('mail-down');
});

test('a server that answers says whether to come back', () => {
  expect(deliveryFailure({ code: 'EENVELOPE', responseCode: 450 })).toBe('not-now');
  expect(deliveryFailure({ code: 'EENVELOPE', responseCode: 550 })).toBe('refused');
  expect(deliveryFailure({ code: 'EMESSAGE', responseCode: 552 })).toBe('refused');
});

test('a message never gives up while mail is down, waits longer each time it is told to, and is given up in the end', () => {
  expect(waitSeconds('mail-down', 10_000)).toBeGreaterThan(0);
  const waits = Array.from({ length: 12 }, (_, answers) => waitSeconds('not-now', answers + 1));
  const given = waits.filter((wait) => wait !== null);
  expect(given).toEqual([...given].sort((a, b) => a - b));
  expect(waits.at(-1)).toBeNull();
  expect(waitSeconds('refused', 1)).toBeNull();
});
