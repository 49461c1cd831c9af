import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a data folder is for: made-up people to look around with, or the people of a partnership. */
export type Purpose = 'demo' | 'real';

/**
 * What the data folder was last used for, in a file of its own: an empty database becomes the demo, unless somebody said that the folder is for real use; and the
 * keys in a folder are thrown away only where they were a demo's.
 *
 * @returns null where nobody has said yet.
 */
export function purposeOf(folder: string): Purpose | null {
  try {
    const written = readFileSync(fileIn(folder), 'utf8').trim();
    return written === 'demo' || written === 'real' ? written : null;
  } catch {
    return null;
  }
}

export function keepPurpose(folder: string, purpose: Purpose): void {
  if (purposeOf(folder) !== purpose) writeFileSync(fileIn(folder), `${purpose}\n`);
}

function fileIn(folder: string): string {
  return path.join(folder, 'purpose');
}
