import { open, readFile, rename } from 'node:fs/promises';
import { z } from '../http/schema.ts';
import type { NewestSeal } from './trail-verdict.server.ts';

const shape = z.object({ n: z.number().int().positive(), seal: z.string().regex(/^[0-9a-f]{64}$/u) });

/**
 * The newest seal as it is kept outside the database, in a small JSON file: the one thing that shows when the end of the chain was cut off,
 * or when an older copy of the whole database was put back. Null when none was kept yet. Throws when the file holds something else.
 */
export async function newestSealOutside(path: string): Promise<NewestSeal | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const { n, seal } = shape.parse(JSON.parse(text));
  return { n, seal: Buffer.from(seal, 'hex') };
}

/** Keeps a seal outside, whole or not at all: written beside, brought to disk, then renamed over the old one. */
export async function keepOutside(path: string, newest: NewestSeal): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ n: newest.n, seal: Buffer.from(newest.seal).toString('hex') })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}
