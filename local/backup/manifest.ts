import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * What a backup holds, in its `backup.json`. It is written last: a folder without it is half a backup.
 *
 * - `startedAt`, `endedAt`: ISO instants. The backup alone brings back the moment when it ended; with the archived log any later one.
 * - `startWal`: the first piece of the write-ahead log that it needs; `keyVersion`: the version of the installation's key that it opens with.
 * - `files`: everything under `cluster/`, by its path with slashes: size in bytes and SHA-256 in hexadecimal.
 */
export type Manifest = Readonly<{
  format: 1;
  startedAt: string;
  endedAt: string;
  systemIdentifier: string;
  postgresVersion: string;
  startWal: string;
  stopWal: string;
  keyVersion: number;
  files: Readonly<Record<string, Readonly<{ bytes: number; sha256: string }>>>;
}>;

export type Backup = Readonly<{ name: string; folder: string; manifest: Manifest }>;

export const clusterIn = (backup: string): string => path.join(backup, 'cluster');

export function readManifest(backup: string): Manifest | null {
  const file = path.join(backup, 'backup.json');
  if (!existsSync(file)) return null;
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  if (manifest.format !== 1) throw new Error(`${backup} was made by a newer Hallway; bring it back with that.`);
  return manifest;
}

export function writeManifest(backup: string, manifest: Manifest): void {
  const file = path.join(backup, 'backup.json');
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeFileSync(handle, `${JSON.stringify(manifest)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}

/** The first file that is missing or not as it was written; null when the backup is whole. */
export async function firstDamage({ folder, manifest }: Pick<Backup, 'folder' | 'manifest'>): Promise<string | null> {
  for (const [name, { sha256 }] of Object.entries(manifest.files)) {
    const file = path.join(clusterIn(folder), ...name.split('/'));
    if (!existsSync(file) || (await sha256Of(file)) !== sha256) return name;
  }
  return null;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
