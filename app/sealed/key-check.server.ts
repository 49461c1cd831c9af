import { createHmac } from 'node:crypto';

/** A key of the installation by what it is for: a version of the one that wraps data keys, the one that signs the trail, the one links are derived from, the secret of sessions. */
export type KeyName = `wrapping ${number}` | OneKey;

/** Of these there is one at a time, which the owner may give up for another. */
export type OneKey = 'audit' | 'link' | 'session';

/** By the name of each key what stands for it; null: the next one is taken as it is. */
export type KeyChecks = Readonly<Partial<Record<KeyName, string | null>>>;

/**
 * What stands for a key in the database, so that another in its place is noticed before it seals or signs anything: HMAC-SHA-256 of a fixed text, in
 * hexadecimal. It tells nothing about the key, which is 32 random bytes.
 */
export function keyCheck(key: Uint8Array, name: KeyName): string {
  return createHmac('sha256', key).update('hallway key check').update(name).digest('hex');
}
