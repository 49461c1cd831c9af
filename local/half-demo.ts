import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/*
 * A demo is filled in many small steps through the product's own functions. A kill in between would leave half of it, so a file says "being filled" until it is
 * whole; finding it at the next start, the launcher begins with an empty database again. Nothing but made-up people can be lost that way.
 */

export function hasHalfDemo(folder: string): boolean {
  return existsSync(markIn(folder));
}

/** The database is empty again. */
export function forgetHalfDemo(folder: string): void {
  rmSync(markIn(folder), { force: true });
}

export async function whileFilling<T>(folder: string, fill: () => Promise<T>): Promise<T> {
  writeFileSync(markIn(folder), 'The demo is being filled.\n');
  const filled = await fill();
  forgetHalfDemo(folder);
  return filled;
}

function markIn(folder: string): string {
  return path.join(folder, 'demo-half-filled');
}
