import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuseWhole } from './roster-refused.ts';
import type { OpenedSource, RosterFile } from './roster-source.ts';
import { UNPACKED_BYTES_LIMIT, ZIP_FILES_LIMIT } from './zip-limits.ts';
import { openZip } from './zip-source.server.ts';

/** Opens a folder of CSV files or a zip of them. Files inside further folders are not looked at. A path that is not there throws. */
export async function openRosterSource(path: string): Promise<OpenedSource> {
  const found = await stat(path);
  if (found.isDirectory()) return openFolder(path);
  return (await beginsLikeZip(path)) ? openZip(path) : refuseWhole('format-unknown');
}

async function openFolder(path: string): Promise<OpenedSource> {
  const files: RosterFile[] = [];
  let bytes = 0;
  for (const name of (await readdir(path)).sort()) {
    if (!/\.csv$/i.test(name) || name.startsWith('.')) continue;
    const whole = join(path, name);
    const found = await stat(whole);
    if (!found.isFile()) continue;
    bytes += found.size;
    files.push({ name, sizeBytes: found.size, open: async () => createReadStream(whole) });
  }
  if (files.length === 0) return refuseWhole('nothing-here');
  if (files.length > ZIP_FILES_LIMIT) return refuseWhole('zip-too-many-files');
  if (bytes > UNPACKED_BYTES_LIMIT) return refuseWhole('zip-too-large');
  return { ok: true, source: { files, close: async () => {} } };
}

/** A zip says so itself; what its name ends in is not asked. */
async function beginsLikeZip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer[0] === 0x50 && buffer[1] === 0x4b;
  } finally {
    await file.close();
  }
}
