import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { boundBytes, type SealedPlace } from './sealed-place.ts';

/**
 * The one way in which anything is encrypted at rest: AES-256-GCM, a fresh random nonce of 96 bits each time, a tag of 128 bits.
 *
 * Box: format version (1 byte, now 1) · key name (1 byte length, then that many bytes of ASCII) · nonce (12) · ciphertext · tag (16).
 * The key name says which key opens it (a data key's id, or the version of the installation's key); it and the format version are bound into the tag
 * together with the caller's parts. A box that was altered, cut, or moved to another place does not open: `SealBroken` is thrown, never a wrong text given.
 */
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The box was altered, or is not from this place, or not made with this key. Says nothing about its contents. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

export type Key = { name: string; bytes: Uint8Array };

export function sealBox(key: Key, bound: readonly string[], plain: Uint8Array, nonce: Uint8Array = randomBytes(NONCE_BYTES)): Buffer {
  const head = headOf(key.name);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([head, boundBytes(bound)]));
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens a box with the key that it names. */
export function openBox(key: Key, bound: readonly string[], box: Uint8Array): Buffer {
  const head = headOf(key.name);
  const bytes = Buffer.from(box);
  if (keyNameOf(box) !== key.name) throw new SealBroken('Another key made this box.');
  const nonce = bytes.subarray(head.length, head.length + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([head, boundBytes(bound)]));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = decipher.update(bytes.subarray(head.length + NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    throw new SealBroken('The box does not open.');
  }
}

/** Which key opens this box. */
export function keyNameOf(box: Uint8Array): string {
  const nameLength = box[1] ?? 0;
  if (box[0] !== FORMAT || nameLength === 0 || box.length < 2 + nameLength + NONCE_BYTES + TAG_BYTES) throw new SealBroken('Not a sealed box.');
  return Buffer.from(box.subarray(2, 2 + nameLength)).toString('latin1');
}

/** The parts of a place in their settled order: table, column, row, partnership. The key's name follows by itself. */
export function boundPlace(place: SealedPlace): readonly string[] {
  return ['text', place.table, place.column, place.rowId.toLowerCase(), place.partnershipId.toLowerCase()];
}

function headOf(keyName: string): Buffer {
  const name = Buffer.from(keyName, 'latin1');
  if (name.length === 0 || name.length > 255) throw new TypeError('A key has a name of 1 to 255 letters.');
  return Buffer.concat([Uint8Array.of(FORMAT, name.length), name]);
}
