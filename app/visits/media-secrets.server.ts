import { randomBytes, randomUUID } from 'node:crypto';

const mediaKeyBytes = 32;

/** A name for a room or an identity at the video server: says nothing, and cannot be guessed. */
export function opaqueName(): string {
  return randomUUID();
}

/**
 * A new end-to-end key for one visit and one epoch (base64 of 32 random bytes).
 *
 * It goes from the portal to admitted participants over TLS and never through the video server, which so only sees scrambled
 * pictures. Expelling somebody begins a new epoch: a new room and a new key for those who stay. At rest it is sealed.
 */
export function newMediaKey(): string {
  return randomBytes(mediaKeyBytes).toString('base64');
}
