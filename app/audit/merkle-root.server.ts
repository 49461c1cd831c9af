import { createHash } from 'node:crypto';

/**
 * The Merkle root of leaves in their order, as in RFC 6962 section 2.1: a leaf is hashed behind a 0, a pair behind a 1 (so that a pair can never pass
 * for a leaf), and a lone last node moves up unchanged. Changing, adding, leaving out or reordering a leaf changes the root.
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  let level = leaves.map((leaf) => hash(0, leaf));
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index] as Buffer;
      const right = level[index + 1];
      above.push(right === undefined ? left : hash(1, left, right));
    }
    level = above;
  }
  return level[0] as Buffer;
}

function hash(kind: 0 | 1, ...parts: Uint8Array[]): Buffer {
  const sha = createHash('sha256').update(Uint8Array.of(kind));
  for (const part of parts) sha.update(part);
  return sha.digest();
}
