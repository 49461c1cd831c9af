import { createHash } from 'node:crypto';

/**
 * What somebody looked at before saving, in a few letters: what was typed and what it was shown to do. A visit that is booked between the look and
 * the save makes it another, so that it is shown before anything is saved.
 */
export function seenOf(typed: object, effect: object): string {
  return createHash('sha256').update(JSON.stringify([typed, effect])).digest('base64url').slice(0, 22);
}
