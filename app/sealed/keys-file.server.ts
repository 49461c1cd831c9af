import { readFileSync } from 'node:fs';
import { z } from '../http/schema.ts';

const version = z.number().int().positive();
const shape = z.object({ key: z.string(), keyVersion: version.default(1), formerKeys: z.array(z.object({ version, key: z.string() })).default([]) });

/** All versions of the installation's key in its secrets file, the newest first. Throws when the file holds something else. */
export function keysInFile(file: string): { version: number; key: string }[] {
  const { key, keyVersion, formerKeys } = shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  return [{ version: keyVersion, key }, ...formerKeys];
}
