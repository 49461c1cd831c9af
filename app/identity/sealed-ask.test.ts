import { expect, test } from 'vitest';
import { openAsked, sealAsked } from './sealed-ask.server.ts';

const config = { key: Buffer.alloc(32, 1) };
const asked = { address: 'rosa@example.org', deviceSha256: Buffer.alloc(32, 9) };

test('an address waits sealed, and opens with this installation’s key only', () => {
  const box = sealAsked(config, asked);
  expect(Buffer.from(box, 'base64').includes('rosa')).toBe(false);
  expect(openAsked(config, box)).toEqual(asked);
  expect(() => openAsked({ key: Buffer.alloc(32, 2) }, box)).toThrow();
});

test('an address that was asked for too often is not even kept', () => {
  expect(openAsked(config, sealAsked(config, { ...asked, address: null })).address).toBeNull();
});
