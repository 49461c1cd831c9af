import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeWhole } from '../write-whole.ts';

/**
 * What a backup holds, in its `backup.json`. It is written last: a folder without it is half a backup.
 *
 * - `startedAt`, `endedAt`: ISO instants. The backup alone brings back the moment when it ended; with the archived log any later one.
 * - `startWal`: the first piece of the write-ahead log that it needs; `keyVersion`: the lowest version of the installation's key that seals something in it,
 *   `keyCheck` what stands for that key (`app/sealed/key-check.server.ts`); absent in a backup from before.
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
  keyCheck?: string;
  files: Readonly<Record<string, Readonly<{ bytes: number; sha256: string }>>>;
}>;

export type Backup = Readonly<{ name: string; folder: string; manifest: Manifest }>;

export const clusterIn = (backup: string): string => path.join(backup, 'cluster');

/** Why a folder that has a `backup.json` is none that can be brought back: the file cannot be read, or is of a later format. */
export type Unreadable = 'damaged' | 'newer';

/** @returns null when there is no `backup.json`: half a backup, or something else. */
export function readManifest(backup: string): Manifest | Unreadable | null {
  const file = path.join(backup, 'backup.json');
  if (!existsSync(file)) return null;
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Manifest | null;
    if (typeof read?.format === 'number' && read.format > 1) return 'newer';
    return isWhole(read) ? read : 'damaged';
  } catch {
    return 'damaged';
  }
}

function isWhole(read: Manifest | null): read is Manifest {
  const wal = /^[0-9A-F]{24}$/;
  return read?.format === 1 && !Number.isNaN(Date.parse(read.startedAt)) && !Number.isNaN(Date.parse(read.endedAt)) && wal.test(read.startWal) && wal.test(read.stopWal)
    && typeof read.systemIdentifier === 'string' && Number.isInteger(read.keyVersion) && typeof read.files === 'object' && Object.keys(read.files).length > 0;
}

export function writeManifest(backup: string, manifest: Manifest): void {
  writeWhole(path.join(backup, 'backup.json'), `${JSON.stringify(manifest)}\n`);
}

/** Takes a backup away. Its `backup.json` goes first: killed midway, what is left is half a backup, which the next run removes. */
export function removeBackup(folder: string): void {
  rmSync(path.join(folder, 'backup.json'), { force: true });
  rmSync(folder, { recursive: true, force: true });
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
