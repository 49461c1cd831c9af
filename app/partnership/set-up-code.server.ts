import { createHash, randomInt } from 'node:crypto';

/** Capital letters and digits that nobody takes for one another. */
const signs = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const groups = 4;
const groupLength = 4;

/** A code to be read in a terminal and typed: `ABCD-EFGH-JKMN-PQRS`, 78 bits of chance. */
export function newSetUpCode(): string {
  const group = () => Array.from({ length: groupLength }, () => signs[randomInt(signs.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** What the database keeps of a code. However it is typed (small letters, blanks, no dashes) it is the same one. */
export function setUpCodeSha256(typed: string): Buffer {
  return createHash('sha256').update(typed.toUpperCase().replace(/[^A-Z0-9]/g, '')).digest();
}
