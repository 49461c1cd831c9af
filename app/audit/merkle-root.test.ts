import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merkleRoot } from './merkle-root.server.ts';

const hex = (leaves: readonly Uint8Array[]): string => merkleRoot(leaves).toString('hex');

/** RFC 6962, section 2.1, word for word: split at the largest power of two below the number of leaves. */
function slowRoot(leaves: readonly Uint8Array[]): Buffer {
  const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Uint8Array.of(0), leaves[0] as Uint8Array);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha(Uint8Array.of(1), slowRoot(leaves.slice(0, split)), slowRoot(leaves.slice(split)));
}

test('the root is that of RFC 6962 for any number of leaves', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 70 }), (leaves) => {
      expect(hex(leaves)).toBe(slowRoot(leaves).toString('hex'));
    }),
  );
});

test('order and number of leaves count, and a pair does not pass for a leaf', () => {
  const [a, b] = [Buffer.from('a'), Buffer.from('b')];
  expect(hex([a, b])).not.toBe(hex([b, a]));
  expect(hex([a])).not.toBe(hex([a, a]));
  const pair = Buffer.concat([Uint8Array.of(1), merkleRoot([a]), merkleRoot([b])]);
  expect(hex([pair])).not.toBe(hex([a, b]));
});
