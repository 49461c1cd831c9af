import { createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundPlace, keyNameOf, openBox, sealBox, SealBroken, type Key } from './envelope.server.ts';

const key: Key = { name: '2f0c1c2e-93d4-4b43-9d57-0f1e6c1b7a10', bytes: Buffer.alloc(32, 3) };
const place = { partnershipId: '6d6f9f3e-0000-4000-8000-000000000001', table: 'referral', column: 'concern', rowId: '6d6f9f3e-0000-4000-8000-000000000002' };
const plain = Buffer.from('Mira no duerme desde septiembre 🌙');

test('what is sealed opens in its place, for any bytes, empty ones too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(openBox(key, boundPlace(place), sealBox(key, boundPlace(place), bytes))).toEqual(Buffer.from(bytes));
    }),
  );
});

test('check 26: any flipped bit, any cut and any appended byte refuses', () => {
  const box = sealBox(key, boundPlace(place), plain);
  for (let bit = 0; bit < box.length * 8; bit += 1) {
    const altered = Buffer.from(box);
    altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
    expect(() => openBox(key, boundPlace(place), altered)).toThrow(SealBroken);
  }
  for (let length = 0; length < box.length; length += 1) expect(() => openBox(key, boundPlace(place), box.subarray(0, length))).toThrow(SealBroken);
  expect(() => openBox(key, boundPlace(place), Buffer.concat([box, Uint8Array.of(0)]))).toThrow(SealBroken);
});

test('check 26: it opens in no other table, column, row or partnership, and with no other key', () => {
  const box = sealBox(key, boundPlace(place), plain);
  for (const part of ['partnershipId', 'table', 'column', 'rowId'] as const) {
    expect(() => openBox(key, boundPlace({ ...place, [part]: `${place[part]}x` }), box)).toThrow(SealBroken);
  }
  expect(() => openBox({ ...key, bytes: Buffer.alloc(32, 4) }, boundPlace(place), box)).toThrow(SealBroken);
  expect(() => openBox({ ...key, name: 'another' }, boundPlace(place), box)).toThrow(SealBroken);
});

test('parts cannot slide into each other', () => {
  const box = sealBox(key, ['ab', 'c'], plain);
  expect(() => openBox(key, ['a', 'bc'], box)).toThrow(SealBroken);
});

test('check 26: the same text twice gives two boxes, and neither holds the text', () => {
  const [one, two] = [sealBox(key, boundPlace(place), plain), sealBox(key, boundPlace(place), plain)];
  expect(one.equals(two)).toBe(false);
  expect(one.includes(plain)).toBe(false);
  expect(keyNameOf(one)).toBe(key.name);
});

test('the box has the documented layout: any AES-256-GCM opens it', () => {
  const box = sealBox(key, [], plain);
  const headLength = 2 + key.name.length;
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, box.subarray(headLength, headLength + 12));
  decipher.setAAD(box.subarray(0, headLength));
  decipher.setAuthTag(box.subarray(-16));
  expect(Buffer.concat([decipher.update(box.subarray(headLength + 12, -16)), decipher.final()])).toEqual(plain);
});
